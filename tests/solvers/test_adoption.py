"""The rule adoption: right, wrong, and by how much."""

from __future__ import annotations

import numpy as np
import pytest

from solvers.engine.status import Status
from solvers.skillmix.rules import adoption
from tests.solvers.workshop import amounts, found, problem, status


@pytest.mark.parametrize("adopted", [0.0, 1.0])
def test_nobody_is_in_a_profile_before_it_is_adopted(adopted: float) -> None:
    made = problem()
    values = {
        "in_post": {(1, t): 1.0 for t in (0, 1)},
        "adopted": {(0, 0): adopted, (0, 1): adopted},
    }
    assert status(adoption, made, values) is (Status.OPTIMAL if adopted else Status.INFEASIBLE)
    assert amounts(found(adoption, made, values)) == ([] if adopted else [1.0, 1.0])


def test_what_is_adopted_stays() -> None:
    made = problem()
    values = {"adopted": {(0, 0): 1.0}, "in_post": {(1, 0): 1.0}}
    assert status(adoption, made, values) is Status.INFEASIBLE
    assert found(adoption, made, values)[0].amount == 1.0


def test_adoption_is_whole() -> None:
    made = problem()
    values = {"adopted": {(0, 0): 0.5, (0, 1): 1.0}, "in_post": {(1, 1): 1.0}}
    assert 0.5 in amounts(found(adoption, made, values))


def test_the_team_is_whole_when_due() -> None:
    made = problem()  # due after three months, and at the end of the plan
    small = {"adopted": {(0, 0): 1.0, (0, 1): 1.0}, "in_post": {(1, 1): 0.75}}
    assert status(adoption, made, small) is Status.INFEASIBLE
    (violation,) = found(adoption, made, small)
    assert (violation.rule, violation.amount) == (adoption.TEAM, pytest.approx(0.25))
    assert violation.where == "trust mobile nurse, 2027Q3"
    whole = {**small, "in_post": {(1, 1): 1.0}}
    assert status(adoption, made, whole) is Status.OPTIMAL
    assert found(adoption, made, whole) == []


def test_months_of_grace() -> None:
    for grace, latest in ((0, [0, 1, 2, 3]), (3, [-1, 0, 1, 3]), (12, [-1, -1, -1, 3])):
        settings = {"quarters": 4, "policy": {"adoption_grace_months": grace}}
        made = problem(settings=settings)
        assert np.array_equal(adoption.due_adoption(made), latest)
