"""Each measure: by hand, and the model's best against trying everything."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from ortools.sat.python import cp_model

from solvers.engine.limits import Limits
from solvers.engine.status import Status
from solvers.schemes.check import check
from solvers.schemes.measures import (
    MEASURES,
    burden,
    moves,
    net_loss,
    not_gained,
    unfilled,
    worst_off,
)
from solvers.schemes.problem import AWAY, SchemeProblem
from solvers.schemes.search import Aim, solve_scheme
from solvers.schemes.stating import Stating
from tests.schemes.brute import best, keeping, rotations
from tests.schemes.random_scheme import random_scheme
from tests.schemes.small import NORTH, away_in, lines, small, with_one

#: Schemes in which each measure has something to choose between.
SEEDS = range(0, 60, 2)
#: Minutes at each post, more from block to block.
MINUTES = np.array([[30, 45, 0, 10]]) + np.arange(3)[:, None]
WANTED = np.array([[1, 0, 2, 0], [0, 0, 0, 1], [2, 0, 0, 0]])
HISTORY: dict[str, Any] = {"before": np.array([NORTH, AWAY]), "before_run": np.array([1, 0])}

#: A scheme, a rotation, and what it comes to.
BY_HAND: dict[ModuleType, list[tuple[SchemeProblem, tuple[str, ...], int]]] = {
    unfilled: [
        (small(wanted=WANTED), ("nrn", "ccn"), 1),
        (small(wanted=WANTED), ("cnn", "crn"), 1),
        (small(wanted=WANTED), ("sss", "sss"), 6),
        (small(wanted=WANTED, present=away_in(3, (1, 2))), ("crn", "cc-"), 2),
        (small(), ("nrn", "ccn"), 0),
        # 50 and 20 of 100 wanted; more than is wanted at another post does not make up for it.
        (
            small(
                wanted=with_one((3, 4), (0, NORTH), 100),
                gives=np.array([[50, 90, 90, 90], [20, 90, 90, 90]]),
            ),
            ("nss", "nss"),
            30,
        ),
        (
            small(wanted=with_one((3, 4), (0, NORTH), 60), gives=np.full((2, 4), 80)),
            ("nss", "nss"),
            0,
        ),
    ],
    net_loss: [
        (small(away=np.array([[100, 100, 0, 0], [60, 60, 0, 0]])), ("nnc", "nsr"), 320),
        (
            small(
                away=np.array([[100, 100, 0, 0], [60, 60, 0, 0]]), backfill=np.array([160, 150, 9])
            ),
            ("nnc", "nsr"),
            10,
        ),
        (small(handover=np.array([[20, 20, 5, 5], [9, 9, 2, 2]])), ("ccn", "crn"), 20 + 2 + 9),
    ],
    not_gained: [
        (small(gain=np.array([2, 1, 0])), ("nsc", "nrr"), 2),
        (small(gain=np.array([2, 1, 0])), ("nsc", "snc"), 0),
        (small(gain=np.array([2, 1, 0]), done=np.array([[0, 0, 0], [1, 1, 9]])), ("nrr", "nrr"), 2),
        (small(gain=np.array([9, 0, 0])), ("nsn", "nnn"), 2),
        (small(), ("nsc", "nrr"), 0),
    ],
    worst_off: [
        (small(burden=np.stack([MINUTES, 2 * MINUTES])), ("nsr", "crr"), 30 + 46 + 12),
        (small(burden=np.stack([MINUTES, 2 * MINUTES])), ("nsr", "nsc"), 2 * (30 + 46 + 2)),
        (
            small(present=away_in(3, (0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2))),
            ("---",) * 2,
            0,
        ),
    ],
    burden: [
        (small(burden=np.stack([MINUTES, 2 * MINUTES])), ("nsr", "crr"), 88 + 2 * (11 + 12)),
        (
            small(burden=np.stack([MINUTES, MINUTES]), present=away_in(3, (0, 1))),
            ("n-r", "ccc"),
            30 + 12 + 0 + 1 + 2,
        ),
    ],
    moves: [
        (small(), ("nnn", "ccc"), 0),
        (small(), ("nsn", "ncc"), 3),
        (small(present=away_in(3, (0, 1), (1, 1))), ("n-n", "n-c"), 1),
        (small(**HISTORY), ("nnn", "ccc"), 0),
        (small(**HISTORY), ("sss", "ccr"), 2),
        (small(**HISTORY, present=away_in(3, (0, 0))), ("-nc", "ccc"), 1),
    ],
}


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.NAME)
def test_by_hand(measure: ModuleType) -> None:
    for problem, people, value in BY_HAND[measure]:
        assert measure.measure(problem, lines(*people)) == value
        assert check(problem, lines(*people)).values[measure.NAME] == value


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.NAME)
def test_a_measure_says_what_it_is(measure: ModuleType) -> None:
    assert measure.__doc__
    assert measure.UNIT
    assert measure.SCALE >= 1
    assert [other.NAME for other in MEASURES].count(measure.NAME) == 1


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.NAME)
def test_nothing_is_better_than_the_model_s_best(measure: ModuleType) -> None:
    """The only aim, on schemes in which rules leave something to choose."""
    aims, values = [Aim(measure)], set()
    for seed in SEEDS:
        problem = random_scheme(seed)
        every = keeping(problem)
        if len(every) < 2:
            continue
        found = solve_scheme(problem, Limits(20.0), aims)
        assert found.status is Status.OPTIMAL, seed
        assert [each.value for each in found.reached] == best(problem, every, aims), seed
        assert [each.bound for each in found.reached] == best(problem, every, aims), seed
        values.add(found.reached[0].value)
    assert len(values) > 1


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.NAME)
def test_a_model_says_of_each_rotation_what_the_measure_does(measure: ModuleType) -> None:
    """No less, and as much at best; without any rule."""
    rng = np.random.default_rng(3)
    for seed in range(20):
        problem = replace(random_scheme(seed), no_net_loss=False)
        every = list(rotations(problem))
        for chosen in rng.choice(len(every), 3).tolist() if every else ():
            stating, solver = Stating(problem), cp_model.CpSolver()
            stating.model.minimize(measure.build(stating))
            for person, block, post in stating.cells:
                there = int(every[chosen][person, block] == post)
                stating.model.add(stating.where[person, block, post] == there)
            solver.parameters.num_workers = 1
            assert solver.solve(stating.model) == cp_model.OPTIMAL
            assert solver.objective_value == measure.measure(problem, every[chosen]), seed


def test_who_gained_what() -> None:
    problem = small(gain=np.array([2, 1, 0]), done=np.array([[0, 0, 0], [1, 0, 9]]))
    gained = not_gained.gained(problem, lines("ncr", "nrr"))
    assert gained.tolist() == [[False, True, False], [True, False, False]]


def test_each_person_s_share() -> None:
    problem = small(burden=np.stack([MINUTES, 2 * MINUTES]))
    assert burden.each_person(problem, lines("nsr", "crr")) == [88, 46]
    assert moves.each_person(problem, lines("nsr", "crr")) == [2, 1]
    assert problem.there(lines("nsr", "crr"))[1].tolist() == [0, 1, 0, 1]
