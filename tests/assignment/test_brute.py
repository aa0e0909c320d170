"""The search against every way there is, on small random assignments."""

from __future__ import annotations

import pytest

from solvers.assignment.check import violations
from solvers.assignment.search import Ask, solve_assignment
from solvers.engine.limits import Limits
from solvers.engine.status import Status
from tests.assignment.brute import best
from tests.assignment.random_problem import random_problem

ASKS = [
    Ask(name)
    for name in (
        "team_minimums",
        "shortfall",
        "change",
        "travel",
        "preferences",
        "courses",
        "fairness",
    )
]
CASES = 80


def solved(seed: int):
    return solve_assignment(random_problem(seed), ASKS, Limits(60.0, 0.0, 1))


@pytest.mark.parametrize("seed", range(CASES))
def test_every_priority_is_the_best_there_is(seed: int) -> None:
    """Infeasible exactly where nothing keeps every rule; else each priority in its order."""
    wanted, result = best(random_problem(seed)), solved(seed)
    if wanted is None:
        assert result.status is Status.INFEASIBLE
        assert result.outcome is None
        return
    assert result.outcome is not None, result.ended
    assert violations(result.outcome) == []
    assert result.status is Status.OPTIMAL
    assert [goal.value for goal in result.goals] == pytest.approx(wanted, abs=2e-6)
    assert [goal.bound for goal in result.goals] == pytest.approx(wanted, abs=2e-6)


def test_the_cases_are_of_every_kind() -> None:
    """Some are impossible, and every priority matters somewhere."""
    wanted = [best(random_problem(seed)) for seed in range(CASES)]
    assert 1 <= sum(values is None for values in wanted) <= CASES / 4
    some = [values for values in wanted if values is not None]
    for i in range(6):
        assert sum(values[i] > 0 for values in some) >= 5, i
