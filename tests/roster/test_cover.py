"""What each person counts as on a cover row."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from solvers.engine.limits import Limits
from solvers.roster.check import check
from solvers.roster.person import Person
from solvers.roster.problem import OFF, Cover, RosterProblem, Terms
from solvers.roster.search import solve_roster
from tests.roster.one_person import roster

#: Two days on which a registrant (who counts two) is wanted for every two support workers, and
#: two people, whoever they are.
DAYS = 2


def ward(least: int = -9) -> RosterProblem:
    one, people = roster(Terms(), DAYS), ("Ann", "Ben", "Cem")
    many = len(people)
    return replace(
        one,
        people=people,
        may=np.ones((many, 3), bool),
        available=np.ones((many, DAYS, 3), bool),
        must=np.zeros((many, DAYS), bool),
        preference=np.zeros((many, DAYS, 3)),
        terms=(Terms(),) * many,
        cover=Cover(
            day=np.array([0, 1, 0, 1]),
            counts=np.array([[True, True, False]] * 2 + [[True, False, False]] * 2),
            weight=np.array([[2, -1, -1]] * 2 + [[1, 1, 1]] * 2),
            wanted=np.array([0, 0, 2, 2]),
            under=np.array([10.0, 10.0, 6.0, 6.0]),
            over=np.zeros(4),
            least=np.array([least, least, 0, 0]),
        ),
    )


@pytest.mark.parametrize(
    ("duties", "covered", "cost"),
    [
        ([[0, 0], [0, 0], [0, 0]], [0, 0, 3, 3], 0.0),
        ([[0, OFF], [0, 0], [OFF, 0]], [1, -2, 2, 2], 20.0),
        ([[1, 2], [0, 0], [OFF, OFF]], [1, -1, 1, 1], 10.0 + 6.0 + 6.0),
        ([[OFF, OFF], [OFF, OFF], [2, 2]], [0, 0, 0, 0], 24.0),
    ],
)
def test_each_counts_with_their_weight(
    duties: list[list[int]], covered: list[int], cost: float
) -> None:
    problem = ward()
    assert problem.covered(np.array(duties)).tolist() == covered
    measured = check(problem, np.array(duties))
    assert (measured.cost, measured.violations) == (cost, [])


def test_less_than_the_least_is_found_with_its_amount() -> None:
    broken = check(ward(least=-1), np.array([[0, OFF], [0, 0], [OFF, 0]])).violations
    assert [(v.rule, v.where, v.amount) for v in broken] == [("least cover", "day 2, row 2", 1.0)]


def test_a_duty_is_worth_what_the_person_counts_as() -> None:
    problem, worth = ward(), np.array([10.0, 0.0, 3.0, 0.0])
    cost, _ = Person(problem, 0, {}).prices(worth)
    assert cost[0].tolist() == [0.0, -23.0, -20.0, 0.0]
    cost, best = Person(problem, 1, {}).prices(worth)
    assert cost[0].tolist() == [0.0, 7.0, 10.0, 0.0]
    assert best[0].tolist() == [OFF, 0, 1, 2]


@pytest.mark.parametrize(("away", "cost"), [([], 0.0), ([0], 24.0), ([0, 2], 24.0), ([1], 0.0)])
def test_the_best_roster_keeps_the_ratio_where_that_is_cheapest(
    away: list[int], cost: float
) -> None:
    """Without the registrant nobody: two missing cost 12, one and the ratio 16, the ratio 20."""
    problem = ward()
    problem.available[away] = False
    found = solve_roster(problem, Limits(seconds=5.0, threads=1))
    assert found.measured is not None
    assert found.measured.violations == []
    assert found.measured.cost == cost
    assert found.bound <= cost + 1e-6


def test_one_who_must_work_is_on_duty() -> None:
    """Ben alone on each day that he must work: 10 for the ratio and 6 for one missing."""
    problem = ward()
    problem.available[[0, 2]] = False
    problem.must[1, 1] = True
    problem.available[1, 1, 1:] = False
    found = solve_roster(problem, Limits(seconds=5.0, threads=1))
    assert found.roster is not None
    assert found.measured is not None
    assert found.roster[1].tolist() == [OFF, 0]
    assert (found.measured.cost, found.measured.violations) == (12.0 + 16.0, [])


def test_least_beyond_what_is_wanted_is_refused() -> None:
    cover = ward().cover
    with pytest.raises(ValueError, match="least cover is more than what is wanted"):
        replace(ward(), cover=replace(cover, least=cover.wanted + 1))
