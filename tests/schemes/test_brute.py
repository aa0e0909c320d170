"""The search agrees with trying everything: values in order, bounds and impossibility alike."""

from __future__ import annotations

import numpy as np
import pytest

from solvers.engine.limits import Limits
from solvers.engine.status import Status
from solvers.schemes.measures import MEASURES
from solvers.schemes.search import Aim, solve_scheme
from tests.schemes.brute import best, keeping
from tests.schemes.random_scheme import random_scheme

BATCHES, EACH = 5, 21


@pytest.mark.parametrize("batch", range(BATCHES))
def test_nothing_is_better_in_order(batch: int) -> None:
    possible = 0
    for seed in range(batch * EACH, (batch + 1) * EACH):
        problem = random_scheme(seed)
        values = best(problem, keeping(problem))
        found = solve_scheme(problem, Limits(20.0))
        if values is None:
            assert found.status is Status.INFEASIBLE, seed
            assert found.rotation is None
            assert found.measured is None
            continue
        possible += 1
        assert found.status is Status.OPTIMAL, seed
        assert found.measured is not None
        assert found.measured.violations == []
        assert list(found.measured.values.values()) == values, seed
        assert [each.value for each in found.reached] == values
        assert [each.bound for each in found.reached] == values
        assert all(each.proven for each in found.reached)
    assert EACH // 4 <= possible <= 3 * EACH // 4


def test_what_may_be_let_go_is_let_go_to_the_good_of_what_comes_after() -> None:
    """Measures in any order and number, each with some tolerance and slack."""
    gained = 0
    for seed in range(500, 600):
        problem, rng = random_scheme(seed), np.random.default_rng(seed)
        chosen = rng.permutation(len(MEASURES))[: int(rng.integers(2, 5))].tolist()
        aims = [
            Aim(MEASURES[m], float(rng.choice([0.0, 0.1, 0.29, 0.5])), int(rng.integers(0, 3)))
            for m in chosen
        ]
        every = keeping(problem)
        values = best(problem, every, aims)
        if values is None or len(every) < 6:
            continue
        found = solve_scheme(problem, Limits(20.0), aims)
        assert found.status is Status.OPTIMAL, seed
        assert found.measured is not None
        assert found.measured.violations == []
        assert [each.aim for each in found.reached] == aims
        for aim, value, each in zip(aims, values, found.reached, strict=True):
            assert each.bound == value, seed
            assert each.value <= aim.most(value), seed
        assert found.reached[-1].value == values[-1], seed
        strict = best(problem, every, [Aim(aim.measure) for aim in aims])
        assert strict is not None
        gained += values[-1] < strict[-1]
    assert gained


@pytest.mark.parametrize("seconds", [0.0, 0.01, 0.04])
def test_a_bound_holds_however_little_time_there_is(seconds: float) -> None:
    for seed in range(28):
        problem = random_scheme(seed)
        values = best(problem, keeping(problem))
        found = solve_scheme(problem, Limits(seconds))
        if values is None:
            assert found.status in (Status.INFEASIBLE, Status.UNKNOWN), seed
            continue
        assert found.status in (Status.OPTIMAL, Status.FEASIBLE, Status.UNKNOWN), seed
        if found.rotation is None:
            assert found.status is Status.UNKNOWN
            continue
        assert found.measured is not None
        assert found.measured.violations == []
        assert [each.value for each in found.reached] == list(found.measured.values.values())
        assert all(each.bound <= value for each, value in zip(found.reached, values, strict=True))
        assert list(found.measured.values.values()) >= values
        assert (found.status is Status.OPTIMAL) == all(each.proven for each in found.reached)
