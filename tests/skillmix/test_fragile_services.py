"""Fragile services in a plan: the tiny place by hand, its tables, and the plan before.

Without new roles each quarter of the tiny place is as today: 60 people's mobility practice,
20 minutes and 10 of travel, takes 30 hours a week; the one physiotherapist has 22.5, so 15
are left out, as are 15 washing assessments and 15 benefits checks: 15 hours a week unmet.
"""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

import planner
from fixtures.tiny import ANSWER, WEEKS
from planner.errors import ImpossibleError
from planner.place.place import Place
from planner.plan.plan import Plan
from planner.skillmix.problem import make_problem
from solvers.engine import exact
from solvers.engine.limits import Limits
from solvers.skillmix.search import Ask, solve_skillmix
from tests.skillmix.tiny_with import tiny_with

WALKING: dict[str, Any] = {
    "service": "walking",
    "competency": "mobility",
    "minimum_team_wte": 2,
    "organisation": "trust",
    "neighbour": "Next Town Trust",
    "price_per_hour": 30,
    "most_hours_per_week": 25,
}
LATER = "2027Q3"


def place(*, new_roles: bool = False, **changes: Any) -> Place:
    return tiny_with({"new_profiles": new_roles}, {"fragile_services": [{**WALKING, **changes}]})


def unmet(plan: Plan, column: str = "value") -> list[float]:
    """Hours a week of unmet need in each quarter."""
    measures = plan["measures"].query("measure == 'unmet_need'")
    return [round(value / WEEKS, 6) for value in measures[column]]


def running(plan: Plan, column: str = "own") -> list[float]:
    return plan["fragile_services"][column].tolist()


def planned(**changes: Any) -> Plan:
    made = place(**changes)
    plan = planner.plan_skillmix(made)
    assert planner.verify_plan(made, plan) == []
    return plan


def test_without_the_table_and_with_a_minimum_that_is_met_all_is_as_before() -> None:
    without = planner.plan_skillmix(tiny_with({"new_profiles": False}))
    small = planned(minimum_team_wte=1, most_hours_per_week=0, neighbour="")
    assert unmet(without) == unmet(small) == [15, 15]
    assert running(small) == [1, 1]
    for name, frame in without.tables.items():
        if name not in ("fragile_services", "bottlenecks"):
            assert small[name].equals(frame), name


def test_a_team_too_small_gives_nothing_where_nobody_sells() -> None:
    """All 60 are left out: 20 hours a week, and 5 each of the other two."""
    plan = planned(most_hours_per_week=0, neighbour="")
    assert unmet(plan) == [30, 30]
    assert unmet(plan, "baseline_value") == [15, 15]
    assert running(plan) == [0, 0]
    assert running(plan, "baseline_own") == [1, 1]
    assert plan["bought_visits"].empty
    given = plan["visits"].query("part == 'mobility practice'")
    assert given["visits"].sum() == 0
    assert given["baseline_visits"].sum() == pytest.approx(2 * 45 * WEEKS)


def test_a_team_too_small_is_bought_from_the_neighbour() -> None:
    """25 hours a week are 50 visits: 10 people's 20 minutes are left out, and 10 hours else."""
    plan = planned()
    assert unmet(plan) == pytest.approx([10 / 3 + 10] * 2)
    table = plan["fragile_services"]
    assert table["bought_hours"].tolist() == pytest.approx([25 * WEEKS] * 2)
    assert table["own_hours"].tolist() == [0, 0]
    assert table["baseline_own_hours"].tolist() == pytest.approx([22.5 * WEEKS] * 2)
    assert table["cost"].tolist() == pytest.approx([0.75 * WEEKS] * 2)
    money = plan["money"].query("line == 'bought_hours'")
    assert money["amount"].tolist() == pytest.approx([0.75 * WEEKS] * 2)
    assert set(money["organisation"]) == {"trust"}
    visits = plan["bought_visits"]
    assert visits["visits"].tolist() == pytest.approx([50 * WEEKS] * 2)
    assert set(visits["part"]) == {"mobility practice"}
    home = plan["measures"].query("measure == 'visits'")["value"].sum()
    assert home == pytest.approx(2 * (60 + 50 + 45 + 45) * WEEKS)


#: One desk, open today: 22.5 people a week get all four things in one visit, each of four
#: people there for 25 minutes (see test_hubs).
SITE = {"site": "town-hub", "organisation": "trust", "locality": "town", "desks": 1, "hub": "yes"}
HUB = {"site": "town-hub", "travel_saved": 0.5}


def from_a_hub(**changes: Any) -> Plan:
    """Walking may rest on a neighbour; all four things may be given together from a hub."""
    rows = {"fragile_services": [{**WALKING, **changes}], "sites": [SITE], "hubs": [HUB]}
    made = tiny_with({"new_profiles": False}, rows)
    order = [{"measure": name, "tolerance": 0} for name in ("unmet_need", "visits", "cost")]
    values = {**made.settings.model_dump(), "priorities": order}
    made = dataclasses.replace(made, settings=type(made.settings).model_validate(values))
    plan = planner.plan_skillmix(made)
    assert planner.verify_plan(made, plan) == []
    return plan


def test_joint_visits_go_out_while_the_place_runs_what_they_rest_on() -> None:
    """The physiotherapist's 22.5 hours go into joint visits, 22.5 × 25 minutes, and others."""
    plan = from_a_hub(minimum_team_wte=1)
    assert running(plan) == running(plan, "baseline_own") == [1, 1]
    assert plan["hub_visits"]["visits"].tolist() == pytest.approx([22.5 * WEEKS] * 2)
    assert plan["hub_visits"]["baseline_visits"].sum() > 0
    assert plan["fragile_services"]["own_hours"].tolist() == pytest.approx([22.5 * WEEKS] * 2)
    together = plan["hub_work"].query("profile == 'physiotherapist'")["minutes"] / 60
    alone = plan["visits"].query("part == 'mobility practice'")["minutes"] / 60
    assert together.sum() + alone.sum() == pytest.approx(2 * 22.5 * WEEKS)


def test_no_joint_visit_goes_out_with_what_a_neighbour_gives() -> None:
    """The team of one is too small: all is as without the hub, though it stands open."""
    plan = from_a_hub()
    assert running(plan) == [0, 0]
    assert plan["hub_visits"]["visits"].sum() == 0
    assert plan["hub_visits"]["baseline_visits"].sum() > 0  # today's team of one goes along
    assert unmet(plan) == pytest.approx([10 / 3 + 10] * 2)
    assert plan["bought_visits"]["visits"].tolist() == pytest.approx([50 * WEEKS] * 2)


def test_no_joint_visit_goes_out_today_with_what_is_bought_today() -> None:
    plan = from_a_hub(own_today="no")
    assert running(plan, "baseline_own") == [0, 0]
    assert plan["hub_visits"][["visits", "baseline_visits"]].sum().sum() == 0
    assert unmet(plan, "baseline_value") == pytest.approx([10 / 3 + 10] * 2)


def test_a_neighbour_who_sells_little_is_for_when_the_minimum_counts() -> None:
    """10 hours are 20 visits, fewer than the own team's 45."""
    plan = planned(most_hours_per_week=10, minimum_from=LATER)
    assert running(plan) == [1, 0]
    assert unmet(plan) == pytest.approx([15, 40 / 3 + 10])


def test_training_makes_a_team_whole_in_time() -> None:
    """Two nurses who learn to practise mobility make three: the plan of the tiny place."""
    terms = {"new_roles": True, "most_hours_per_week": 0, "neighbour": "", "minimum_from": LATER}
    whole = planned(minimum_team_wte=3, **terms)
    assert running(whole) == [1, 1]
    assert whole["fragile_services"]["team"].tolist() == pytest.approx([1, 3])
    assert sum(unmet(whole)) == pytest.approx(ANSWER["unmet_need"][0] / WEEKS)
    short = planned(minimum_team_wte=3.5, **terms)
    assert running(short) == [1, 0]


def pinned(value: float, period: str = "", **changes: Any) -> Place:
    """With who runs the service fixed by hand."""
    pin = {"decision": "own_team", "organisation": "trust", "item": "walking", "value": value,
           "period": period}  # fmt: skip
    services = [{**WALKING, **changes}]
    return tiny_with({"new_profiles": False}, {"fragile_services": services, "pins": [pin]})


def test_who_runs_it_may_be_fixed_by_hand() -> None:
    kept = planner.plan_skillmix(pinned(1, minimum_team_wte=1))
    assert running(kept) == [1, 1]
    assert unmet(kept) == pytest.approx([15, 15])
    first = planner.plan_skillmix(pinned(1, "2027Q2", minimum_team_wte=1))
    assert running(first) == [1, 0]
    bought = planner.plan_skillmix(pinned(0, minimum_team_wte=1, most_hours_per_week=10))
    assert running(bought) == [0, 0]
    with pytest.raises(ImpossibleError) as impossible:
        planner.plan_skillmix(pinned(1))
    assert any("minimum team, walking" in reason for reason in impossible.value.reasons)


def test_one_that_is_bought_today_is_bought_in_the_baseline() -> None:
    plan = planned(own_today="no", minimum_team_wte=1, most_hours_per_week=10)
    assert running(plan) == [1, 1]
    assert unmet(plan) == pytest.approx([15, 15])
    assert unmet(plan, "baseline_value") == pytest.approx([40 / 3 + 10] * 2)
    assert plan["fragile_services"]["baseline_bought_hours"].tolist() == pytest.approx(
        [10 * WEEKS] * 2
    )


@pytest.mark.parametrize(
    ("table", "column", "value", "words"),
    [
        ("fragile_services", "own", 1.0, "minimum team"),
        ("fragile_services", "team", 3.0, "team is stated as 3"),
        ("fragile_services", "cost", 0.0, "cost is stated as 0"),
        ("bought_visits", "visits", 700.0, "hours bought"),
        ("bought_visits", "hours", 10.0, "hours is stated as 10"),
        ("bought_visits", "service", "running", "nothing in the place is called running"),
    ],
)
def test_a_false_table_is_found_out(table: str, column: str, value: Any, words: str) -> None:
    made = place()
    plan = planner.plan_skillmix(made)
    frame = plan[table].copy()
    frame.loc[frame.index[-1], column] = value
    plan.tables[table] = frame  # type: ignore[index]
    assert any(words in fault for fault in planner.verify_plan(made, plan))


@pytest.mark.parametrize("small", [True, False])
def test_who_runs_a_service_is_kept_in_frozen_periods(
    small: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exact, "SMALL", exact.SMALL if small else 0)
    first = planned(most_hours_per_week=10, minimum_from=LATER)
    better = place(most_hours_per_week=25, minimum_team_wte=2)
    settings = {**better.settings.model_dump()}
    settings["policy"]["frozen_periods"] = 1
    kept = dataclasses.replace(better, settings=type(better.settings).model_validate(settings))
    again = planner.plan_skillmix(kept, base=first)
    assert running(again) == [1, 0]
    assert planner.verify_plan(kept, again, first) == []
    assert running(planner.plan_skillmix(better, base=first)) == [0, 0]


@pytest.mark.parametrize("small", [True, False])
def test_a_service_that_the_base_plan_did_not_have_is_free_in_frozen_periods(
    small: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exact, "SMALL", exact.SMALL if small else 0)
    first = planner.plan_skillmix(tiny_with({"new_profiles": False}))
    made = place()
    settings = {**made.settings.model_dump()}
    settings["policy"]["frozen_periods"] = 1
    made = dataclasses.replace(made, settings=type(made.settings).model_validate(settings))
    again = planner.plan_skillmix(made, base=first)
    assert running(again) == [0, 0]
    assert planner.verify_plan(made, again, first) == []


@pytest.mark.parametrize(
    "terms",
    [
        {},
        {"most_hours_per_week": 10, "minimum_from": LATER},
        {"minimum_team_wte": 1, "most_hours_per_week": 10},
        {"own_today": "no", "minimum_team_wte": 1, "most_hours_per_week": 10},
        {"new_roles": True, "minimum_team_wte": 3, "minimum_from": LATER},
    ],
)
def test_the_search_of_large_places_finds_the_same(
    terms: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = make_problem(place(**terms))
    asks = [Ask("unmet_need", 0.0), Ask("cost", 0.0)]
    exactly = solve_skillmix(problem, asks, Limits(gap=1e-5))
    monkeypatch.setattr(exact, "SMALL", 0)
    rounded = solve_skillmix(problem, asks, Limits(gap=1e-5))
    assert rounded.violations == []
    assert [goal.value for goal in rounded.goals] == pytest.approx(
        [goal.value for goal in exactly.goals], rel=1e-4
    )
    assert rounded.outcome is not None
    assert exactly.outcome is not None
    assert (rounded.outcome["own_team"] == exactly.outcome["own_team"].round()).all()
