"""The rule supervision: right, wrong, and by how much."""

from __future__ import annotations

import numpy as np
import pytest

from solvers.engine.status import Status
from solvers.skillmix.rules import supervision
from tests.solvers.workshop import TABLES, amounts, found, problem, status

COURSE = {
    **TABLES["courses"][0],
    "places_per_intake": 9,
    "supervisor_role": "therapist",
    "trainees_per_supervisor": 0.5,
}
THERE = {"in_post": {(2, 0): 4.0}}


def test_every_trainee_has_a_supervisor() -> None:
    made = problem({"courses": [COURSE]})
    right = {"starts": {(0, 0): 2.0}, "supervised": {(0, 0): 2.0}, **THERE}
    assert status(supervision, made, right) is Status.OPTIMAL
    assert found(supervision, made, right) == []
    alone = {"starts": {(0, 0): 2.0}, "supervised": {(0, 0): 1.5}, **THERE}
    assert status(supervision, made, alone) is Status.INFEASIBLE
    (violation,) = found(supervision, made, alone)
    assert (violation.amount, violation.where) == (pytest.approx(0.5), "moving at trust, 2027Q2")


def test_no_supervisor_has_too_many() -> None:
    made = problem({"courses": [COURSE]})
    wrong = {"starts": {(0, 0): 2.5}, "supervised": {(0, 0): 2.5}, **THERE}
    assert status(supervision, made, wrong) is Status.INFEASIBLE
    (violation,) = found(supervision, made, wrong)
    assert violation.amount == pytest.approx(1.0)  # 5 WTE needed, 4 there
    assert violation.where == "T-therapist therapist, 2027Q2"


def test_supervisors_of_another_employer_count_where_pooled() -> None:
    own = problem({"courses": [{**COURSE, "supervisor_role": "carer"}]})
    assert len(own.training.option_cell) == 0
    assert status(supervision, own, {"starts": {(0, 0): 1.0}}) is Status.INFEASIBLE
    shared = problem(
        {"courses": [{**COURSE, "supervisor_role": "carer", "supervisors_pooled": "yes"}]}
    )
    right = {"starts": {(0, 0): 1.0}, "supervised": {(0, 0): 1.0}, "in_post": {(3, 0): 2.0}}
    assert status(supervision, shared, right) is Status.OPTIMAL
    assert found(supervision, shared, right) == []
    assert np.allclose(shared.training.group_organisation, -1)
    assert amounts(found(supervision, shared, {"starts": {(0, 0): 1.0}})) == [1.0]
