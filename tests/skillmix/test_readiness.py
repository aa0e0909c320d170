"""Readiness at the tiny place, worked out by hand."""

from __future__ import annotations

import pytest

import planner
from fixtures import tiny
from planner.place.place import Place
from planner.plan.plan import Plan
from tests.skillmix.tiny_with import tiny_with

NURSES = {"organisation": "trust", "staff_group": "nursing"}
ONE = 1 / (3 * 5 / 4)  # of 3 nurses, of whom five times as many may change a year, a quarter


@pytest.fixture(scope="module")
def plan() -> tuple[Place, Plan]:
    """One nurse may learn in a quarter, where the course has two places."""
    place = tiny_with(tables={"readiness": [{**NURSES, "readiness": ONE}]})
    return place, planner.plan_skillmix(place)


def test_half_the_team_learns_and_half_as_much_is_gained(plan: tuple[Place, Plan]) -> None:
    """One holistic nurse has 22.5 hours: 15 people have one visit of 90 minutes, the other 45
    four, which is all that the other professions have hours for."""
    values = {p.name: p.value for p in plan[1].record.priorities}
    assert values["change"] == pytest.approx(1, rel=1e-5)
    assert values["unmet_need"] == pytest.approx(15 * tiny.WEEKS, rel=1e-5)
    assert values["visits"] == pytest.approx((195 + 15 + 4 * 45) * tiny.WEEKS, rel=1e-5)
    assert values["cost"] == pytest.approx(150 + 3 + 5, rel=1e-5)
    before = {p.name: p.baseline for p in plan[1].record.priorities}
    assert before == pytest.approx({k: today for k, (_, today) in tiny.ANSWER.items()}, rel=1e-5)


def test_the_plan_shows_the_team_at_its_limit(plan: tuple[Place, Plan]) -> None:
    place, made = plan
    assert made["readiness"].to_dict("records") == [
        {**NURSES, "period": "2027Q2", "people": pytest.approx(1), "limit": pytest.approx(1)},
        {**NURSES, "period": "2027Q3", "people": 0.0, "limit": pytest.approx(1)},
    ]
    assert planner.verify_plan(place, made) == []


def test_a_plan_that_says_otherwise_of_readiness_is_found_out(plan: tuple[Place, Plan]) -> None:
    place, made = plan
    readiness = made["readiness"].assign(limit=2.0)
    made = Plan(made.record, {**made.tables, "readiness": readiness}, made.labels)
    faults = planner.verify_plan(place, made)
    assert any("limit is stated as 2, the decisions make it 1" in fault for fault in faults)


def test_a_plan_beyond_readiness_does_not_verify(plan: tuple[Place, Plan]) -> None:
    """A plan made before the survey, held against the place after it."""
    before = planner.plan_skillmix(tiny_with())
    faults = planner.verify_plan(plan[0], before)
    assert any(fault.startswith("readiness: trust nursing, 2027Q2") for fault in faults)


def test_a_slower_team_saves_fewer_visits() -> None:
    """A course of a month in April, and a ramp of a quarter at half effect. In the second
    quarter two holistic nurses lose half a month and have 37.5 hours: 25 people have one
    visit, 35 have four. Where it takes them twice as long they have 22.5 hours: 15 and 45."""
    courses = {"holistic_care": {"adoption_ramp": "0.5", "duration_months": 1}}
    slow = {"readiness": [{**NURSES, "readiness": 1, "ramp_stretch": 2}]}
    visits = []
    for tables in ({}, slow):
        made = planner.plan_skillmix(tiny_with(courses=courses, tables=tables))
        (value,) = [p.value for p in made.record.priorities if p.name == "visits"]
        visits.append(value)
    assert visits[1] - visits[0] == pytest.approx(
        (15 + 4 * 45 - 25 - 4 * 35) * tiny.WEEKS, rel=1e-5
    )
