"""The rule lower acuity: right, wrong, and by how much."""

from __future__ import annotations

import numpy as np
import pytest

from solvers.engine.model import LinearModel
from solvers.engine.status import Status
from solvers.skillmix.decisions import add_decisions, index_of
from solvers.skillmix.rules import lower_acuity
from tests.solvers.workshop import TABLES, amounts, found, problem, status

PACKAGES = {
    "packages": [
        *TABLES["packages"],
        {"package": "call", "need_group": "people", "contacts_per_week": 2, "setting": "remote",
         "alternative_to": "care", "alternative_share_max": 0.25},
    ],
    "interventions": [
        *TABLES["interventions"],
        {"package": "call", "intervention": "talk", "competencies": "wounds", "minutes": 10,
         "profession": "nursing"},
    ],
}  # fmt: skip


@pytest.mark.parametrize(("shifted", "right"), [(10.0, True), (10.5, False)])
def test_no_more_are_shifted_than_the_share(shifted: float, right: bool) -> None:
    """A quarter of 20 people in the north, two contacts each."""
    made = problem(PACKAGES)
    values = {"shifted": {(0, 0, 0): shifted}}
    violations = found(lower_acuity, made, values)
    assert amounts(violations) == ([] if right else pytest.approx([0.5]))
    assert all(v.where == "call, north, 2027Q2" for v in violations)


def test_the_bound_is_the_models_too() -> None:
    made = problem(PACKAGES)
    index = index_of(made)
    model = LinearModel()
    columns = add_decisions(model, made, index)
    lower_acuity.build(model, columns, made, index)
    upper = model.assemble().upper[columns["shifted"]]
    assert np.allclose(upper[0], [[10, 10], [5, 5]])
    assert status(lower_acuity, made, {"shifted": {(0, 1, 0): 5.0}}) is Status.OPTIMAL


def test_nothing_is_shifted_back() -> None:
    made = problem(PACKAGES)
    assert amounts(found(lower_acuity, made, {"shifted": {(0, 0, 0): -1.0}})) == [1.0]


def test_one_occasion_of_the_package_is_worth_two_of_the_alternative() -> None:
    assert problem(PACKAGES).care.shift_ratio.tolist() == [0.0, 0.5]
