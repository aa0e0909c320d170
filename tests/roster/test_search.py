"""The search against every roster there is."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from solvers.engine.limits import Limits
from solvers.roster.check import check
from solvers.roster.costs import grain
from solvers.roster.people import RosterPeople
from solvers.roster.problem import RosterProblem
from solvers.timetables.search import Search
from tests.roster.brute import timetables
from tests.roster.random_roster import random_roster

#: Said where every roster leaves some least cover unmet.
UNCOVERED = -1e9


def least(problem: RosterProblem) -> float:
    """Cost of the best roster: everybody's timetables that keep the rules in every combination."""
    rows = problem.cover
    costs, there = np.full(1, problem.constant), np.zeros((1, len(rows.day)))
    for person in range(len(problem.people)):
        mine, counts = timetables(problem, person)
        costs = (costs[:, None] + mine).reshape(-1)
        there = (there[:, None] + counts).reshape(-1, len(rows.day))
    if not len(costs):
        return np.inf
    under, over = np.maximum(rows.wanted - there, 0), np.maximum(there - rows.wanted, 0)
    costs = costs + under @ rows.under + over @ rows.over
    covered = costs[(there >= rows.least).all(axis=1)]
    return float(covered.min()) if len(covered) else UNCOVERED


@pytest.mark.parametrize("seed", range(100))
def test_the_search_finds_the_best_roster_and_its_bound_holds(seed: int) -> None:
    random = Random(2000 + seed)
    problem = random_roster(random, people=1 + seed % 3, most=(1500, 300, 40)[seed % 3])
    found = Search(RosterPeople(problem), Limits(seconds=3.0, threads=1), grain(problem)).run()
    best = least(problem)
    if found.chosen is None:
        assert np.isinf(best)
        return
    roster = np.array([c.timetable for c in found.chosen])
    measured = check(problem, roster)
    if best == UNCOVERED:
        assert {v.rule for v in measured.violations} == {"least cover"}
        return
    assert measured.violations == []
    assert measured.cost == pytest.approx(found.cost + problem.constant)
    assert measured.cost == pytest.approx(best)
    assert found.bound + problem.constant <= best + 1e-6
