"""Hubs in a plan: the tiny place by hand, its tables, and the plan before."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

import planner
from fixtures.tiny import WEEKS
from planner.place.place import Place
from planner.plan.plan import Plan
from planner.skillmix.problem import make_problem
from solvers.engine import exact
from solvers.engine.limits import Limits
from solvers.skillmix.search import Ask, solve_skillmix
from tests.skillmix.tiny_with import tiny_with

#: One desk for 37.5 hours a week. Four people who each take 20 minutes and half of the 10
#: minutes of travel need 100 minutes of it, so 22.5 joint visits a week go out from it.
SITE = {"site": "town-hub", "organisation": "trust", "locality": "town", "desks": 1}
HUB: dict[str, Any] = {
    "site": "town-hub", "cost": 4, "cost_per_year": 8, "earliest": "2027Q3", "travel_saved": 0.5,
}  # fmt: skip
JOINT = 22.5
CARE_FIRST = ("unmet_need", "visits", "cost")


def place(
    order: tuple[str, ...] = CARE_FIRST,
    *,
    site: dict[str, Any] | None = None,
    tables: dict[str, list[dict[str, Any]]] | None = None,
    frozen: int = 0,
    **hub: Any,
) -> Place:
    """The tiny place without new profiles, with a hub of one desk from the second quarter."""
    rows = {"sites": [{**SITE, **(site or {})}], "hubs": [{**HUB, **hub}], **(tables or {})}
    made = tiny_with({"new_profiles": False, "frozen_periods": frozen}, rows)
    priorities = [{"measure": name, "tolerance": 0} for name in order]
    values = {**made.settings.model_dump(), "priorities": priorities}
    return dataclasses.replace(made, settings=type(made.settings).model_validate(values))


def without(made: Place) -> Place:
    tables = {**made.tables, "hubs": made.tables["hubs"].iloc[:0]}
    return dataclasses.replace(made, tables=tables)


def measured(plan: Plan, name: str, column: str = "value") -> list[float]:
    table = plan["measures"]
    return table.loc[table["measure"] == name, column].tolist()


def test_a_hub_gives_more_care_on_fewer_visits() -> None:
    """From the second quarter the therapists and the social worker have 22.5 hours each:
    22.5 joint visits of 25 minutes leave them 13.125 hours for 26.25 visits of 30. So 11.25
    people miss three things of 20 minutes, not 15. One joint visit for each of 22.5 people,
    and 37.5 + 3 × 26.25 others, are 138.75 a week instead of 195."""
    made = place()
    plan = planner.plan_skillmix(made)
    off = planner.plan_skillmix(without(made))
    assert measured(off, "unmet_need") == pytest.approx([15 * WEEKS] * 2)
    assert measured(off, "visits") == pytest.approx([195 * WEEKS] * 2)
    assert measured(plan, "unmet_need") == pytest.approx([15 * WEEKS, 11.25 * WEEKS])
    assert measured(plan, "visits") == pytest.approx([195 * WEEKS, 138.75 * WEEKS])
    assert measured(plan, "visits", "baseline_value") == pytest.approx([195 * WEEKS] * 2)
    cost = sum(measured(plan, "cost")) - sum(measured(off, "cost"))
    assert cost == pytest.approx(4 + 8 * 0.25)
    hub = plan["hubs"].set_index("period")
    assert hub["open"].tolist() == [0, 1]
    assert hub["desks_used"].tolist() == pytest.approx([0, 1])
    assert hub["hours"].tolist() == pytest.approx([0, 37.5 * WEEKS])
    assert hub["visits"].tolist() == pytest.approx([0, JOINT * WEEKS])
    assert hub["baseline_open"].tolist() == [0, 0]
    assert planner.verify_plan(made, plan) == []


def test_nobody_changes_employer_or_terms() -> None:
    """The people are those of the plan without a hub; each does their own part of a visit."""
    made = place()
    plan, off = planner.plan_skillmix(made), planner.plan_skillmix(without(made))
    keys = ["post", "profile", "period"]
    staff = [p["workforce"].set_index(keys)["in_post"].sort_index() for p in (plan, off)]
    assert staff[0].to_dict() == pytest.approx(staff[1].to_dict())
    assert measured(plan, "change") == pytest.approx([0, 0])
    work = plan["hub_work"].set_index("intervention")
    assert work["profile"].to_dict() == {
        "dressing": "nurse",
        "mobility practice": "physiotherapist",
        "washing assessment": "occupational_therapist",
        "benefits check": "social_worker",
    }
    assert work["times"].tolist() == pytest.approx([JOINT * WEEKS] * 4)
    assert work["minutes"].tolist() == pytest.approx([JOINT * WEEKS * 25] * 4)
    employers = plan["workforce"].set_index("profile")["organisation"]
    assert {employers[p] if isinstance(employers[p], str) else employers[p].iloc[0]
            for p in work["profile"]} == {"trust", "council"}  # fmt: skip


@pytest.mark.parametrize(
    ("hub", "why"),
    [
        ({"cost": 200}, "the trust's budget leaves 25 k£"),
        ({"earliest": "2027Q3", "tables": {"pins": [
            {"decision": "opened", "organisation": "trust", "item": "town-hub", "value": 0}
        ]}}, "it is pinned shut"),
        ({"order": ("cost", "visits")}, "it costs, and cost comes first"),
    ],
)  # fmt: skip
def test_a_hub_stays_shut_where_it_must_or_does_not_pay(hub: dict[str, Any], why: str) -> None:
    made = place(**hub)
    plan = planner.plan_skillmix(made)
    assert plan["hubs"]["open"].tolist() == [0, 0], why
    assert len(plan["hub_visits"]) == 0
    assert planner.verify_plan(made, plan) == []


def test_a_pin_opens_it_though_cost_comes_first() -> None:
    pins = [{"decision": "opened", "organisation": "trust", "item": "town-hub", "value": 1,
             "period": "2027Q3"}]  # fmt: skip
    made = place(("cost", "visits"), tables={"pins": pins})
    plan = planner.plan_skillmix(made)
    assert plan["hubs"]["open"].tolist() == [0, 1]
    assert planner.verify_plan(made, plan) == []


def test_a_hub_of_today_is_in_the_baseline_too() -> None:
    """It is open throughout, its opening is paid, and what it does is no merit of the plan."""
    made = place(site={"hub": "yes"}, earliest="", cost=0)
    plan = planner.plan_skillmix(made)
    both = plan["hubs"].set_index("period")
    assert both["open"].tolist() == both["baseline_open"].tolist() == [1, 1]
    assert both["cost"].tolist() == both["baseline_cost"].tolist() == pytest.approx([2, 2])
    for column in ("value", "baseline_value"):
        assert measured(plan, "unmet_need", column) == pytest.approx([11.25 * WEEKS] * 2)
        assert measured(plan, "visits", column) == pytest.approx([138.75 * WEEKS] * 2)
    together = plan["hub_visits"].set_index("period")
    assert together["baseline_visits"].tolist() == pytest.approx([JOINT * WEEKS] * 2)
    assert planner.verify_plan(made, plan) == []


def test_an_intervention_left_out_makes_no_joint_visit() -> None:
    """Without desks to spare for all, nobody is visited by a team that is not whole: what is
    given from the hub is given in full."""
    plan = planner.plan_skillmix(place(site={"desks": 3}))
    need = plan["need"]
    last = need[need["period"] == "2027Q3"].set_index("intervention")
    joint = plan["hub_visits"]["visits"].sum()
    assert joint > JOINT * WEEKS
    assert (last["given"] >= joint - 1e-6).all()
    assert plan["hub_work"].groupby("intervention")["times"].sum().tolist() == pytest.approx(
        [joint] * 4
    )


def test_levers_save_nothing_on_joint_visits() -> None:
    """A lever that saves all travel saves it on the visits of one person alone."""
    levers = [{"lever": "route", "organisation": "council"}]
    effects = [{"lever": "route", "effect": "travel", "amount": 1}]
    made = place(tables={"levers": levers, "lever_effects": effects}, travel_saved=0)
    plan = planner.plan_skillmix(made)
    work = plan["hub_work"]
    assert (work["minutes"] / work["times"]).tolist() == pytest.approx([30] * len(work))
    assert planner.verify_plan(made, plan) == []
    alone = plan["visits"]
    alone = alone[alone["minutes"] > 0]
    assert alone["minutes"].sum() / alone["visits"].sum() < 30


@pytest.mark.parametrize(
    ("table", "column", "value", "words"),
    [
        ("hubs", "open", 0.0, "town-hub"),
        ("hubs", "cost", 1.0, "cost is stated as 1"),
        ("hub_visits", "visits", 1.2 * JOINT * WEEKS, "desks"),
        ("hub_visits", "site", "elsewhere", "nothing in the place is called elsewhere"),
        ("hub_work", "times", 1.0, "times is stated as 1"),
        ("hub_work", "minutes", 1.0, "skills of visits"),
        ("hub_work", "profile", "occupational_therapist",
         "nothing in the place is called weekly / dressing / occupational_therapist"),
    ],
)  # fmt: skip
def test_a_false_table_is_found_out(table: str, column: str, value: Any, words: str) -> None:
    made = place()
    plan = planner.plan_skillmix(made)
    frame = plan[table].copy()
    at = frame.index[-1]
    if column == "profile":
        at = frame.index[frame["intervention"] == "dressing"][-1]
    frame.loc[at, column] = value
    changed = Plan(plan.record, {**plan.tables, table: frame}, plan.labels)
    found = planner.verify_plan(made, changed)
    assert any(words in fault for fault in found), found


def test_a_hub_opened_in_frozen_periods_stays() -> None:
    first = planner.plan_skillmix(place(earliest=""))
    assert first["hubs"]["open"].tolist() == [1, 1]
    dear = place(("cost", "visits"), earliest="", frozen=1)
    again = planner.plan_skillmix(dear, base=first)
    assert again["hubs"]["open"].tolist() == [1, 1]
    assert planner.verify_plan(dear, again, first) == []
    free = planner.plan_skillmix(place(("cost", "visits"), earliest=""), base=first)
    assert free["hubs"]["open"].tolist() == [0, 0]


def test_a_hub_that_the_base_plan_did_not_have_may_open_in_frozen_periods() -> None:
    first = planner.plan_skillmix(without(place()))
    made = place(earliest="", frozen=1)
    again = planner.plan_skillmix(made, base=first)
    assert again["hubs"]["open"].tolist() == [1, 1]
    assert planner.verify_plan(made, again, first) == []


@pytest.mark.parametrize("desks", [1, 2, 4])
def test_the_search_of_large_places_finds_the_same(
    desks: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = make_problem(place(site={"desks": desks}))
    asks = [Ask(name, 0.0) for name in CARE_FIRST]
    exactly = solve_skillmix(problem, asks, Limits(gap=1e-5))
    monkeypatch.setattr(exact, "SMALL", 0)
    rounded = solve_skillmix(problem, asks, Limits(gap=1e-5))
    assert rounded.violations == []
    for ours, theirs in zip(rounded.goals, exactly.goals, strict=True):
        assert ours.value == pytest.approx(theirs.value, rel=1e-4, abs=1e-4)


def test_one_more_desk_is_worth_what_goes_out_from_it() -> None:
    """22.5 more joint visits leave each of the three 22.5 × 5 minutes, 3.75 visits more."""
    made = place()
    plan = planner.plan_skillmix(made, bottlenecks=True)
    table = plan["bottlenecks"]
    desk = table[(table["limit"] == "desks") & (table["priority"] == "unmet_need")]
    assert desk["what"].tolist() == ["desk at town-hub"]
    assert desk["period"].tolist() == ["2027Q3"]  # before, the hub is not open
    assert desk["saves"].tolist() == pytest.approx([3 * 3.75 * 20 / 60 * WEEKS])
    assert planner.verify_plan(made, plan) == []
