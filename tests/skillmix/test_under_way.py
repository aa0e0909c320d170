"""What the plan before has under way when the next one begins."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pytest

import planner
from planner.errors import ImpossibleError
from planner.explain.impossible import explain_impossible
from planner.place.place import Place
from planner.plan.plan import Plan
from planner.stress.stage import stress_plan
from planner.stress.verify import verify_plan as verify_stress
from tests.skillmix.tiny_with import tiny_with

HIRED = ["2027Q3"]


def wanting(start: str, quarters: int, frozen: int = 0, **market: Any) -> Place:
    """The tiny place with a vacant physiotherapist's post, a market and no course."""
    row = {"recruitment": "physios", "role": "physiotherapist", "supply_per_year": 4.0}
    row.update(lead_months=3.0, cost_per_hire=1.0, **market)
    place = tiny_with(
        {"frozen_periods": frozen},
        {"recruitment": [row], "courses": [], "profiles": []},
        posts={"trust-physiotherapist": {"in_post_wte": 0.0}},
    )
    return changed(place, {"start": start, "quarters": quarters})


def changed(place: Place, settings: dict[str, Any], **cells: dict[str, Any]) -> Place:
    """The place with other settings, and every row of a table with other cells."""
    rows = {name: t.to_dict("records") for name, t in place.tables.items() if len(t)}
    for table, values in cells.items():
        for row in rows[table]:
            row.update(values)
    return planner.place_from_frames({**place.settings.model_dump(), **settings}, rows)


@cache
def before() -> Plan:
    return planner.plan_skillmix(wanting("2027-04-01", 3))


def hires(plan: Plan) -> dict[str, float]:
    moves = plan["moves"][plan["moves"]["kind"] == "hire"]
    return {k: v for k, v in moves.groupby("period")["wte"].sum().items() if v > 0}


def test_a_market_gives_nothing_before_its_lead_time() -> None:
    assert list(hires(before())) == HIRED
    assert list(hires(planner.plan_skillmix(wanting("2027-07-01", 2)))) == ["2027Q4"]


@pytest.mark.parametrize("frozen", [0, 1])
def test_recruitment_under_way_arrives_when_the_plan_before_said(frozen: int) -> None:
    place = wanting("2027-07-01", 2, frozen)
    again = planner.plan_skillmix(place, base=before())
    assert hires(again) == pytest.approx(hires(before()), abs=1e-6)
    assert planner.verify_plan(place, again, before()) == []


def test_a_new_decision_keeps_the_lead_time() -> None:
    """Two posts are vacant now and one hire is under way: the other takes the lead time."""
    place = wanting("2027-07-01", 2)
    place = changed(place, {}, budgets={"amount": 9000.0}, needs={"people": 200.0})
    posts = place["posts"].to_dict("records")
    for row in posts:
        if row["post"] == "trust-physiotherapist":
            row["establishment_wte"] = 2.0
    rows = {name: t.to_dict("records") for name, t in place.tables.items() if len(t)}
    place = planner.place_from_frames(place.settings.model_dump(), {**rows, "posts": posts})
    again = planner.plan_skillmix(place, base=before())
    first = sum(hires(before()).values())
    assert hires(again)["2027Q3"] == pytest.approx(first, abs=1e-6)
    assert sum(hires(again).values()) > first + 0.5
    other = planner.plan_skillmix(place)
    assert "2027Q3" not in hires(other)
    assert any("too soon" in fault for fault in planner.verify_plan(place, again))


def test_a_market_that_has_shrunk_cannot_keep_what_was_promised() -> None:
    """Frozen hires beyond the whole period's supply are a conflict, told as one."""
    place = wanting("2027-07-01", 2, 1)
    smaller = changed(place, {}, recruitment={"supply_per_year": 0.4})
    with pytest.raises(ImpossibleError) as told:
        planner.plan_skillmix(smaller, base=before())
    assert "frozen periods" in str(told.value)
    assert "0.90 WTE" in str(told.value)  # one was promised, a quarter's supply is a tenth


def test_a_plan_with_recruitment_under_way_can_be_stressed() -> None:
    """Without uncertainty the replay is the plan, hiring as planned and hiring back up."""
    place = wanting("2027-07-01", 2, 1)
    plan = planner.plan_skillmix(place, base=before())
    assert hires(plan)["2027Q3"] > 0
    played = stress_plan(place, plan, draws=10)
    assert verify_stress(place, played, plan) == []


def test_explanations_know_what_is_under_way() -> None:
    place = wanting("2027-07-01", 2, 1)
    assert explain_impossible(place, base=before(), offered=0) is None
    smaller = changed(place, {}, recruitment={"supply_per_year": 0.4})
    told = explain_impossible(smaller, base=before(), offered=0)
    assert told is not None
    assert told.clashes


def test_a_base_without_the_market_changes_nothing() -> None:
    place = wanting("2027-07-01", 2)
    none = replace(before(), tables={**before().tables, "moves": before()["moves"].iloc[:0]})
    assert list(hires(planner.plan_skillmix(place, base=none))) == ["2027Q4"]
