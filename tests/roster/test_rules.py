"""Rules on runs, weekends and sums of a person: accepted, on the boundary, refused, by how much."""

from __future__ import annotations

import numpy as np
import pytest

from solvers.roster.problem import Count, History, Range, Terms
from tests.roster.one_person import LATES, NIGHT, NIGHTS, found

NIGHT_BEFORE = History(shift=NIGHT, same_shift=2, work=3)
OFF_BEFORE = History(rest=1)
FEW = (Count("lates", LATES, Range(0, 2)), Count("nights", NIGHTS, Range(0, 0)))


@pytest.mark.parametrize(
    ("terms", "text", "broken"),
    [
        # shifts that may follow each other
        (Terms(), "el-e", []),
        (Terms(), "le--", [1.0]),
        (Terms(), "nel-", [1.0]),
        (Terms(history=NIGHT_BEFORE), "n---", []),
        (Terms(history=NIGHT_BEFORE), "l---", [1.0]),
        # days worked in a row
        (Terms(work=Range(2, 3)), "-eee-ee-", []),
        (Terms(work=Range(2, 3)), "-eeee-", [1.0]),
        (Terms(work=Range(3, 5)), "-e--", [2.0]),
        (Terms(work=Range(3, 5)), "e--e", []),  # touches both ends
        (Terms(work=Range(3, 5), history=OFF_BEFORE), "e---", [2.0]),
        (Terms(work=Range(4, 5), history=NIGHT_BEFORE), "----", [1.0]),
        (Terms(work=Range(1, 4), history=NIGHT_BEFORE), "n---", []),
        (Terms(work=Range(1, 4), history=NIGHT_BEFORE), "nn--", [1.0]),
        (Terms(work=Range(2, 5), rest=Range(2), history=History()), "e--", [1.0]),
        # days off in a row
        (Terms(rest=Range(2)), "e--e", []),
        (Terms(rest=Range(2)), "e-e--", [1.0]),
        (Terms(rest=Range(2)), "-e--", []),
        (Terms(rest=Range(1, 2)), "e---e", [1.0]),
        # the same shift in a row
        (Terms(same_shift=(Range(), Range(), Range(2, 3))), "-nn--nnn-", []),
        (Terms(same_shift=(Range(), Range(), Range(2, 3))), "-n--", [1.0]),
        (Terms(same_shift=(Range(), Range(), Range(2, 3)), history=NIGHT_BEFORE), "nn--", [1.0]),
        # weekends
        (Terms(weekends=Range(0, 1)), "-----ee-------", []),
        (Terms(weekends=Range(0, 1)), "-----e-------e", [1.0]),
        (Terms(weekends=Range(0, 1), history=History(rest=1, weekends=1)), "-----e-", [1.0]),
        # hours and shifts
        (Terms(minutes=(Range(960, 1440),)), "ee-", []),
        (Terms(minutes=(Range(960, 1440),)), "n--", [240.0]),
        (Terms(minutes=(Range(960, 1440),)), "eeee", [480.0]),
        (Terms(shifts=Range(1, 2)), "---", [1.0]),
        (Terms(shifts=Range(1, 2)), "eee", [1.0]),
        (Terms(shifts=Range(1, 2)), "ee-", []),
        # most of a kind
        (Terms(counts=FEW), "ll--", []),
        (Terms(counts=FEW), "lll-", [1.0]),
        (Terms(counts=FEW), "n---", [1.0]),
    ],
)
def test_what_is_not_allowed_is_found_with_its_amount(
    terms: Terms, text: str, broken: list[float]
) -> None:
    assert found(terms, text) == (0.0, broken)


@pytest.mark.parametrize(
    ("terms", "text", "cost"),
    [
        (Terms(work=Range(2, 3, 5.0, 7.0)), "-eeeee-e-", 2 * 7.0 + 5.0),
        (Terms(rest=Range(2, 3, 5.0, 7.0)), "e-e----e", 5.0 + 7.0),
        (Terms(same_shift=(Range(2, 2, 3.0, 4.0), Range(), Range())), "-e-eee-", 3.0 + 4.0),
        (Terms(same_shift=(Range(2, 2, 3.0, 4.0), Range(), Range())), "-el-", 3.0),
        (Terms(weekends=Range(0, 0, np.inf, 30.0), half_weekend=10.0), "-----e-", 40.0),
        (Terms(weekends=Range(0, 0, np.inf, 30.0), half_weekend=10.0), "-----ee", 30.0),
        (Terms(half_weekend=10.0), "------e", 10.0),
        (Terms(half_weekend=10.0), "-------", 0.0),
        (Terms(shifts=Range(2, 3, 20.0, 20.0)), "e---", 20.0),
        (Terms(shifts=Range(2, 3, 20.0, 20.0)), "eeee", 20.0),
        (
            Terms(shifts=Range(0, 3, 20.0, 20.0), history=History(rest=1, shifts=5)),
            "ee--",
            40.0,  # what was too much before is not charged again
        ),
        (
            Terms(work=Range(1, 2, 5.0, 7.0), history=NIGHT_BEFORE),
            "nn--",
            14.0,
        ),
    ],
)
def test_what_is_allowed_at_a_cost_is_charged_for_each_unit(
    terms: Terms, text: str, cost: float
) -> None:
    assert found(terms, text) == (cost, [])
