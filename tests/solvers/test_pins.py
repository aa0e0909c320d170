"""The rule pins: right, wrong, and by how much."""

from __future__ import annotations

import numpy as np
import pytest

from planner.skillmix.pins import pins_told
from solvers.engine.status import Status
from solvers.skillmix.conflict import Conflict
from solvers.skillmix.rules import pins
from tests.solvers.workshop import amounts, found, problem, status

PIN = {"decision": "starts", "organisation": "trust", "item": "moving", "period": "2027Q2"}


@pytest.mark.parametrize(
    ("comparison", "starts", "off"),
    [
        ("exactly", 1.0, 0.0),
        ("exactly", 1.5, 0.5),
        ("exactly", 0.75, 0.25),
        ("at_least", 1.5, 0.0),
        ("at_least", 0.5, 0.5),
        ("at_most", 0.5, 0.0),
        ("at_most", 1.75, 0.75),
    ],
)
def test_a_pin_holds(comparison: str, starts: float, off: float) -> None:
    made = problem({"pins": [{**PIN, "comparison": comparison, "value": 1}]})
    values = {"starts": {(0, 0): starts}}
    assert status(pins, made, values) is (Status.INFEASIBLE if off else Status.OPTIMAL)
    violations = found(pins, made, values)
    assert amounts(violations) == (pytest.approx([off]) if off else [])
    for violation in violations:
        assert violation.where.startswith("starts of moving at trust in 2027Q2")


def test_a_pin_on_staff_in_post_counts_trainees() -> None:
    pin = {**PIN, "decision": "in_post", "item": "nurse", "value": 4}
    made = problem({"pins": [pin]})
    values = {"in_post": {(0, 0): 3.0}, "starts": {(0, 0): 1.0}}
    assert status(pins, made, values) is Status.OPTIMAL
    assert found(pins, made, values) == []
    profile = {**PIN, "decision": "profile_in_post", "item": "mobile nurse", "value": 1}
    made = problem({"pins": [profile]})
    assert amounts(found(pins, made, values)) == [1.0]
    assert status(pins, made, {"in_post": {(1, 0): 1.0}}) is Status.OPTIMAL


def test_a_pin_without_period_holds_in_every_one() -> None:
    pin = {**PIN, "decision": "adopted", "item": "mobile nurse", "period": "", "value": 1}
    made = problem({"pins": [pin]})
    assert len(made.pins) == 2
    assert amounts(found(pins, made, {"adopted": {(0, 1): 1.0}})) == [1.0]
    assert np.array_equal([p.period for p in made.pins], [0, 1])


def test_pins_that_say_the_same_are_told_each_with_its_row() -> None:
    pin = {**PIN, "decision": "adopted", "item": "mobile nurse", "value": 1}
    made = problem({"pins": [{**pin, "period": ""}, pin]})
    assert [p.row for p in made.pins] == [2, 2, 3]
    assert len({p.text for p in made.pins}) == 2
    told = pins_told(made.pins, [Conflict("pins", p.text, 1.0, "WTE", k) for k, p in enumerate(made.pins)])  # fmt: skip
    assert [line.partition(" of")[0] for line in told.splitlines()[1:]] == ["row 2", "row 2", "row 3"]  # fmt: skip
