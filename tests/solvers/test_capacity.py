"""The rule capacity: right, wrong, and by how much."""

from __future__ import annotations

import numpy as np
import pytest

from solvers.engine.status import Status
from solvers.skillmix.decisions import index_of
from solvers.skillmix.problem import Problem
from solvers.skillmix.rules import capacity
from tests.solvers.workshop import TABLES, amounts, found, problem, status

# 40 hours a week, half of them facing people: 20 hours a WTE. Both employers serve both
# localities, so there is one area; hours of nurses: pair 0 or the like, found by name.


def used(made: Problem, profile: str, hours: float) -> dict:
    """Hours deployed to the north in the first quarter, and worked there."""
    index = index_of(made)
    p = made.workforce.profiles.index(profile)
    (at,) = np.flatnonzero(
        (index.pair_profile[index.deploy_pair] == p) & (index.deploy_locality == 0)
    )
    provider = int(np.flatnonzero(made.care.provider_profile == p)[0])
    return {"deployed": {(int(at), 0): hours}, "work": {(provider, 0, 0): hours}}


@pytest.mark.parametrize(("hours", "right"), [(80.0, True), (81.0, False)])
def test_nobody_works_more_than_their_hours(hours: float, right: bool) -> None:
    made = problem()
    values = {"in_post": {(0, 0): 4.0}, **used(made, "nurse", hours)}
    assert status(capacity, made, values) is (Status.OPTIMAL if right else Status.INFEASIBLE)
    assert amounts(found(capacity, made, values)) == ([] if right else pytest.approx([1.0]))


def test_work_needs_hours_in_its_locality() -> None:
    made = problem()
    care = made.care
    nurse = made.workforce.profiles.index("nurse")
    provider = int(np.flatnonzero(care.provider_profile == nurse)[0])
    hours = {"in_post": {(0, 0): 4.0}, **used(made, "nurse", 10.0)}
    assert status(capacity, made, hours) is Status.OPTIMAL
    assert found(capacity, made, hours) == []
    elsewhere = {**hours, "work": {(provider, 1, 0): 10.0}}
    assert status(capacity, made, elsewhere) is Status.INFEASIBLE
    here, there = found(capacity, made, elsewhere)
    assert (here.amount, here.where) == (10.0, "nurse, north, 2027Q2")
    assert (there.amount, there.where) == (10.0, "nurse, south, 2027Q2")


def test_trainees_give_part_of_their_hours() -> None:
    made = problem()
    for hours, right in ((3 * 20 + 10, True), (3 * 20 + 11, False)):
        values = {
            "in_post": {(0, 0): 3.0},
            "starts": {(0, 0): 1.0},
            **used(made, "nurse", hours),
        }
        assert status(capacity, made, values) is (Status.OPTIMAL if right else Status.INFEASIBLE)
        assert amounts(found(capacity, made, values)) == ([] if right else pytest.approx([1.0]))


def test_the_ramp_and_supervising_take_hours() -> None:
    course = {**TABLES["courses"][0], "duration_months": 0, "adoption_ramp": "0.25",
              "supervisor_role": "therapist", "supervision_hours_per_week": 3}  # fmt: skip
    made = problem({"courses": [course]})
    graduates = {"in_post": {(1, 0): 2.0}, "starts": {(0, 0): 2.0}}
    full = {**graduates, **used(made, "mobile nurse", 40.0)}
    assert amounts(found(capacity, made, full)) == pytest.approx([30.0])  # 2 × 20 × 0.25 = 10
    busy = {
        "in_post": {(2, 0): 4.0},
        "supervised": {(0, 0): 2.0},
        **used(made, "therapist", 80.0),
    }
    assert status(capacity, made, busy) is Status.INFEASIBLE
    assert amounts(found(capacity, made, busy)) == pytest.approx([6.0])


def test_agency_adds_hours_and_short_time_takes_half() -> None:
    made = problem(posts={"T-nurse": {"agency_max": 1, "short_time_max": 2}})
    values = {
        "in_post": {(0, 0): 2.0},
        "agency": {(0, 0): 1.0},
        "short_time": {(0, 0): 1.0},
        **used(made, "nurse", 50.0),
    }
    assert status(capacity, made, values) is Status.OPTIMAL
    assert found(capacity, made, values) == []
    values.update(used(made, "nurse", 52.0))
    assert amounts(found(capacity, made, values)) == pytest.approx([2.0])
