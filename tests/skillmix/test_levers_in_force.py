"""Levers that were taken before the plan begins."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

import planner
from planner.place.place import Place
from planner.plan.plan import Plan
from planner.report.sections import levers as section
from planner.skillmix.problem import make_problem
from tests.skillmix.tiny_with import tiny_with


def with_lever(policy: dict[str, Any] | None = None, **values: Any) -> Place:
    """The tiny place with an investment that keeps 40 % of need from arising."""
    lever = {"lever": "falls", "organisation": "trust", "cost": 5.0, **values}
    effect = {"lever": "falls", "effect": "demand", "amount": 0.4}
    return tiny_with(policy, {"levers": [lever], "lever_effects": [effect]})


def figures(plan: Plan) -> dict[str, tuple[float, float]]:
    return {p.name: (p.value, p.baseline) for p in plan.record.priorities}


def same(one: Plan, other: Plan, but: str = "") -> None:
    mine, theirs = figures(one), figures(other)
    for name in mine:
        if name != but:
            assert mine[name] == pytest.approx(theirs[name], rel=1e-5, abs=1e-5), name


def test_one_in_force_is_less_need_for_the_plan_and_for_today() -> None:
    place = with_lever(in_force_months=12.0, lag_months=3.0)
    plan = planner.plan_skillmix(place)
    need = tiny_with()["needs"]["people"].iloc[0]
    less = planner.plan_skillmix(tiny_with(needs={"housebound": {"people": 0.6 * need}}))
    same(plan, less)
    assert planner.verify_plan(place, plan) == []
    assert plan["levers"]["in_force"].tolist() == [1.0, 1.0]
    assert plan["levers"]["cost"].tolist() == [0.0, 0.0], "what it cost is spent"


def test_one_that_is_not_in_force_is_none_of_todays() -> None:
    plan = planner.plan_skillmix(with_lever(cost=1e6))
    same(plan, planner.plan_skillmix(tiny_with()))
    assert len(plan["levers"]) == 0


def test_what_it_costs_a_year_goes_on_in_both() -> None:
    free = planner.plan_skillmix(with_lever(in_force_months=0.0))
    dear = planner.plan_skillmix(with_lever(in_force_months=0.0, cost_per_year=4.0))
    same(free, dear, but="cost")
    here, there = figures(dear)["cost"], figures(free)["cost"]
    assert [a - b for a, b in zip(here, there, strict=True)] == pytest.approx([2.0, 2.0], abs=1e-4)


def test_its_lag_counts_from_when_it_was_taken() -> None:
    """Four months of lag, one of which is over: as one of three that is taken at the start."""
    place = with_lever(in_force_months=1.0, lag_months=4.0)
    pin = {"decision": "taken", "organisation": "trust", "item": "falls"}
    pin |= {"period": "2027Q2", "comparison": "exactly", "value": 1.0}
    other = with_lever(lag_months=3.0, cost=0.0)
    tables = {name: t.to_dict("records") for name, t in other.tables.items() if len(t)}
    pinned = planner.place_from_frames(other.settings.model_dump(), {**tables, "pins": [pin]})
    plan, again = planner.plan_skillmix(place), planner.plan_skillmix(pinned)
    for name, (value, _) in figures(plan).items():
        assert value == pytest.approx(figures(again)[name][0], rel=1e-5, abs=1e-5), name
    assert plan["levers"]["working"].tolist() == [0.0, 1.0]


def test_the_plan_before_may_have_taken_it() -> None:
    before = planner.plan_skillmix(with_lever())
    assert before["levers"]["taken"].max() == 1.0
    place = with_lever({"frozen_periods": 1}, in_force_months=3.0)
    again = planner.plan_skillmix(place, base=before)
    assert planner.verify_plan(place, again, before) == []


def test_a_plan_without_it_is_found_out() -> None:
    place = with_lever(in_force_months=12.0)
    plan = planner.plan_skillmix(place)
    none = replace(plan, tables={**plan.tables, "levers": plan["levers"].iloc[:0]})
    assert any("lever" in fault for fault in planner.verify_plan(place, none))


def test_today_has_those_in_force_alone() -> None:
    lever = {"organisation": "trust", "cost": 5.0}
    two = [{"lever": "old", "in_force_months": 6.0, **lever}, {"lever": "new", **lever}]
    effects = [{"lever": v, "effect": "demand", "amount": 0.1} for v in ("old", "new")]
    place = tiny_with(None, {"levers": two, "lever_effects": effects})
    today, plan = make_problem(place, today=True), make_problem(place)
    assert today.levers.levers == ("old",)
    assert plan.levers.already.tolist() == [True, False]
    assert plan.levers.cost.tolist() == [0.0, 5.0]


def test_the_page_says_that_it_was_there() -> None:
    plan = planner.plan_skillmix(with_lever(in_force_months=12.0))
    table = section.section(plan).blocks[0]
    assert table.frame["From"].tolist() == ["before the plan"]
