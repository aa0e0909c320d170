"""What a roster's costs are whole multiples of: a bound may be raised to it, so nothing may be
left out."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from solvers.roster.costs import grain
from solvers.roster.people import FIRM, firm_price
from solvers.roster.problem import Count, Range, RosterProblem, Terms
from tests.roster.random_roster import random_roster

PRICED = Range(1, 1, 7.0, 7.0)


def plain(terms: Terms) -> RosterProblem:
    """One person; cover costs tens."""
    problem = random_roster(Random(3), days=7, people=1)
    rows = len(problem.cover.day)
    cover = replace(problem.cover, under=np.full(rows, 30.0), over=np.full(rows, 10.0))
    nothing = np.zeros_like(problem.preference)
    return replace(problem, preference=nothing, cover=cover, terms=(terms,))


@pytest.mark.parametrize(
    "terms",
    [
        Terms(shifts=PRICED),
        Terms(weekends=PRICED),
        Terms(weekend_share=PRICED),
        Terms(work=PRICED),
        Terms(rest=PRICED),
        Terms(counts=(Count("some", (True,), PRICED),)),
        Terms(half_weekend=7.0),
    ],
)
def test_every_price_of_the_terms_counts(terms: Terms) -> None:
    assert grain(plain(Terms())) == 10.0
    assert grain(plain(terms)) == 1.0


def test_below_the_least_is_dearer_than_any_price() -> None:
    dear = Terms(weekend_share=Range(1, 1, 500.0, 7.0))
    assert firm_price(plain(dear)) == FIRM * 500.0
