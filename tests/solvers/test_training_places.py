"""The rule training places: right, wrong, and by how much."""

from __future__ import annotations

import numpy as np
import pytest

from solvers.engine.status import Status
from solvers.skillmix.rules import training_places
from tests.solvers.workshop import TABLES, amounts, found, problem, status


@pytest.mark.parametrize(("starts", "right"), [(2.0, True), (2.01, False)])
def test_no_more_starters_than_places(starts: float, right: bool) -> None:
    made = problem()
    values = {"starts": {(0, 0): starts}}
    assert status(training_places, made, values) is (Status.OPTIMAL if right else Status.INFEASIBLE)
    assert amounts(found(training_places, made, values)) == ([] if right else pytest.approx([0.01]))


def test_places_count_for_every_intake_of_a_period() -> None:
    made = problem(settings={"quarters": 0, "years": 1})
    assert np.allclose(made.training.places, 8)  # four intakes of two


def test_nobody_starts_between_intakes() -> None:
    course = {**TABLES["courses"][0], "intake_months": "7"}
    made = problem({"courses": [course]})
    values = {"starts": {(0, 0): 1.0}}
    assert status(training_places, made, values) is Status.INFEASIBLE
    assert set(amounts(found(training_places, made, values))) == {1.0}
    assert status(training_places, made, {"starts": {(0, 1): 1.0}}) is Status.OPTIMAL


def test_no_limit_where_the_table_is_blank() -> None:
    course = {**TABLES["courses"][0], "places_per_intake": ""}
    made = problem({"courses": [course]})
    assert np.isinf(made.training.places).all()
    assert found(training_places, made, {"starts": {(0, 0): 50.0}}) == []
