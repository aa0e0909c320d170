"""Minutes by period and over some days, and numbers of shifts: exact amounts and costs."""

from __future__ import annotations

import numpy as np
import pytest

from solvers.roster.check import check
from solvers.roster.own import own_problem
from solvers.roster.person import automaton_of
from solvers.roster.problem import OFF, Count, Range, Terms, Window
from tests.roster.one_person import LATES, NIGHTS, found, roster

HARD = np.inf
TWO = (Range(480, 960), Range(0, 480))
ASKED = (Range(480, 960, 0.5, 0.25), Range(720, 720, 0.5, 1.0))


@pytest.mark.parametrize(
    ("minutes", "text", "cost", "broken"),
    [
        (TWO, "e---e---", 0.0, []),
        (TWO, "ee------", 0.0, []),
        (TWO, "----e---", 0.0, [480.0]),
        (TWO, "eee-ee--", 0.0, [480.0, 480.0]),
        (TWO, "-n---n--", 0.0, [240.0]),
        (TWO[:1] * 2, "e-------", 0.0, [480.0]),
        # between whole numbers of shifts
        ((Range(500, 1000), Range()), "e-------", 0.0, [20.0]),
        ((Range(500, 1000), Range()), "n----nnn", 0.0, []),
        ((Range(500, 1000), Range()), "ee------", 0.0, []),
        ((Range(500, 1000), Range()), "ee-n----", 0.0, [680.0]),
        # at a price of each minute
        (ASKED, "e----n--", 0.0, []),
        (ASKED, "-----n--", 240.0, []),
        (ASKED, "ee-n-e--", 720 * 0.25 + 240 * 0.5, []),
        (ASKED, "e---ee--", 240.0, []),
        ((Range(480, 960, 0.5), Range()), "nn------", 0.0, [480.0]),
        ((Range(480, 960, HARD, 0.5), Range()), "nn------", 240.0, []),
        ((Range(480, 960, HARD, 0.5), Range()), "--------", 0.0, [480.0]),
    ],
)
def test_minutes_of_each_period(
    minutes: tuple[Range, ...], text: str, cost: float, broken: list[float]
) -> None:
    assert found(Terms(minutes=minutes, periods=(0, 4)), text) == (cost, broken)


@pytest.mark.parametrize(
    ("terms", "match"),
    [
        (Terms(minutes=(Range(500, 960, 0.5),)), "500 minutes at a price are no multiple of 240"),
        (Terms(minutes=(Range(480, 1000, HARD, 0.5),)), "1000 minutes at a price"),
    ],
)
def test_minutes_that_cannot_be_counted_are_refused(terms: Terms, match: str) -> None:
    with pytest.raises(ValueError, match=match):
        automaton_of(own_problem(roster(terms, 7), 0))


@pytest.mark.parametrize(
    ("periods", "match"),
    [
        ((0,), "2 ranges of minutes for 1 periods"),
        ((1, 4), r"periods begin on day 0 and follow each other, not \(1, 4\)"),
        ((0, 0), "follow each other"),
    ],
)
def test_periods_that_do_not_fit_are_refused(periods: tuple[int, ...], match: str) -> None:
    with pytest.raises(ValueError, match=match):
        Terms(minutes=(Range(), Range()), periods=periods)


def test_the_unit_of_minutes_is_of_shifts_that_may_be_given() -> None:
    problem = roster(Terms(), 7)
    assert problem.minute_unit(0) == 240
    problem.available[0, :, 2] = False
    assert problem.minute_unit(0) == 480
    problem.may[0] = False
    assert problem.minute_unit(0) == 1


@pytest.mark.parametrize(
    ("windows", "text", "broken"),
    [
        ([Window(1, 3, 960)], "eee-e", []),
        ([Window(1, 3, 960)], "-eee-", [480.0]),
        ([Window(1, 3, 1000)], "-eee-", [440.0]),
        ([Window(1, 3, 1440)], "eeeee", []),
        ([Window(0, 2, 960), Window(1, 3, 960)], "eeee", [480.0, 480.0]),
        ([Window(0, 2, 960), Window(2, 4, 960)], "eee--", [480.0]),
        ([Window(4, 4, 0)], "eeee-", []),
        ([Window(4, 9, 0)], "-----n", [720.0]),
    ],
)
def test_most_minutes_over_some_days(windows: list[Window], text: str, broken: list[float]) -> None:
    assert found(Terms(windows=tuple(windows)), text) == (0.0, broken)


def count(
    least: int, most: int | None, below: float = HARD, above: float = HARD, before: int = 0
) -> Terms:
    return Terms(counts=(Count("nights", NIGHTS, Range(least, most, below, above), before),))


@pytest.mark.parametrize(
    ("terms", "text", "cost", "broken"),
    [
        (count(1, 2), "ee-nn", 0.0, []),
        (count(1, 2), "ee---", 0.0, [1.0]),
        (count(1, 2), "nn-nn", 0.0, [2.0]),
        (count(0, 2, before=2), "-----", 0.0, []),
        (count(0, 2, before=2), "n----", 0.0, [1.0]),
        (count(0, 2, before=4), "n----", 0.0, [1.0]),  # those before are not charged again
        (count(2, None, before=1), "n----", 0.0, []),
        (count(3, None, before=1), "n----", 0.0, [1.0]),
        (count(1, 2, 3.0, 4.0), "ee---", 3.0, []),
        (count(1, 2, 3.0, 4.0), "nnnn-", 8.0, []),
        (count(1, 2, 3.0, 4.0, before=4), "n----", 4.0, []),
        (count(2, 2, 3.0, 4.0, before=1), "-----", 3.0, []),
        (count(4, None, 3.0), "n----", 9.0, []),
    ],
)
def test_numbers_of_shifts_of_a_kind(
    terms: Terms, text: str, cost: float, broken: list[float]
) -> None:
    assert found(terms, text) == (cost, broken)


def test_shifts_of_several_kinds_are_counted_together() -> None:
    both = Count("lates and nights", tuple(np.logical_or(LATES, NIGHTS).tolist()), Range(0, 2))
    assert found(Terms(counts=(both,)), "el-n") == (0.0, [])
    assert found(Terms(counts=(both,)), "elnn") == (0.0, [1.0])


def test_days_that_must_be_worked() -> None:
    problem = roster(Terms(), 4)
    problem.must[0, [1, 2]] = True
    assert check(problem, np.array([[OFF, 0, 2, OFF]])).violations == []
    (missing,) = check(problem, np.array([[0, OFF, 2, OFF]])).violations
    assert (missing.rule, missing.where) == ("days that must be worked", "Ann, day 2")
    assert missing.amount == 1.0
