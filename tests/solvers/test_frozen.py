"""The rule frozen: right, wrong, and by how much."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from solvers.engine.status import Status
from solvers.skillmix.problem import Base
from solvers.skillmix.rules import frozen
from tests.solvers.workshop import amounts, found, problem, status


def with_base(frozen: int):
    made = problem()
    decisions = {"starts": np.array([[1.0, 2.0]]), "establishment": np.full((3, 2), np.nan)}
    decisions["establishment"][0, 0] = 4.0
    base = Base(in_post=np.full((4, 2), np.nan), frozen=frozen, decisions=decisions)
    return replace(made, base=base)


def test_frozen_periods_are_as_the_base_plan_has_them() -> None:
    made = with_base(1)
    right = {"starts": {(0, 0): 1.0}, "establishment": {(0, 0): 4.0}}
    assert status(frozen, made, right) is Status.OPTIMAL
    assert found(frozen, made, right) == []
    wrong = {**right, "starts": {(0, 0): 1.5}}
    assert status(frozen, made, wrong) is Status.INFEASIBLE
    (violation,) = found(frozen, made, wrong)
    assert violation.amount == pytest.approx(0.5)
    assert violation.rule == "frozen periods (starts)"
    assert violation.where == "moving from T-nurse nurse to T-nurse mobile nurse, 2027Q2"


def test_later_periods_are_free() -> None:
    values = {"starts": {(0, 0): 1.0, (0, 1): 0.0}, "establishment": {(0, 0): 4.0}}
    assert status(frozen, with_base(1), values) is Status.OPTIMAL
    assert status(frozen, with_base(2), values) is Status.INFEASIBLE
    assert amounts(found(frozen, with_base(2), values)) == [2.0]


def test_without_a_base_nothing_is_frozen() -> None:
    assert status(frozen, problem(), {"starts": {(0, 0): 1.5}}) is Status.OPTIMAL
    assert found(frozen, with_base(0), {"starts": {(0, 0): 1.5}}) == []
