"""Shared back office in a plan: a small place by hand, its tables, and the plan before."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

import planner
from planner.place.place import Place
from planner.plan.plan import Plan
from planner.skillmix.problem import make_problem
from solvers.engine import exact
from solvers.engine.limits import Limits
from solvers.skillmix.search import Ask, solve_skillmix
from tests.skillmix.tiny_with import tiny_with

#: Payroll: 100 payslips of the trust cost 50 k£ a year, 60 of the council 40, by 1.4 and
#: 0.8 WTE. The hub does any of them for 0.2 each and 20 a year, with 0.01 WTE each.
OFFICES = [
    {"organisation": "trust", "function": "payroll", "driver": "payslips", "workload": 100,
     "wte": 1.4, "cost": 50, "transition_cost": 2, "redeployed_share": 0.5,
     "retrained_share": 0.25, "retraining_cost": 4, "release_cost": 20},
    {"organisation": "council", "function": "payroll", "driver": "payslips", "workload": 60,
     "wte": 0.8, "cost": 40, "transition_cost": 1},
]  # fmt: skip
HUB: dict[str, Any] = {
    "organisation": "hub", "function": "payroll", "fixed_cost": 20, "variable_cost": 0.2,
    "wte_per_workload": 0.01,
}  # fmt: skip


def place(order: tuple[str, ...] = ("cost",), *, hosts: bool = True, **hub: Any) -> Place:
    """The tiny place with a payroll; ``hub`` changes what the hub can do."""
    organisations = tiny_with().tables["organisations"].to_dict("records")
    budgets = tiny_with().tables["budgets"].to_dict("records")
    for row, cost in zip(budgets, (50, 40), strict=False):
        row["amount"] += cost
    organisations.append({**organisations[0], "organisation": "hub", "kind": "back_office"})
    tables = {"organisations": organisations, "budgets": budgets, "back_office": OFFICES}
    if hosts:
        tables["hosts"] = [{**HUB, **hub}]
    made = tiny_with({"change_limit": 5.0}, tables)
    return with_order(made, order)


def with_order(made: Place, order: tuple[str, ...]) -> Place:
    priorities = [{"measure": name, "tolerance": 0} for name in order]
    values = {**made.settings.model_dump(), "priorities": priorities}
    return dataclasses.replace(made, settings=type(made.settings).model_validate(values))


def line(plan: Plan, column: str = "amount") -> dict[str, float]:
    """What each employer spends on its back office over the plan, k£; who spends nothing is not there."""
    table = plan["money"]
    table = table[table["line"] == "back_office"]
    spent = table.groupby("organisation")[column].sum()
    return spent[spent != 0].to_dict()


def years(plan: Plan) -> float:
    return float(plan["back_office"].groupby("organisation")["workload"].sum()["trust"]) / 100


def test_both_move_at_once_where_that_pays() -> None:
    """The trust pays 2 for the move, 4 × 0.1 and 20 × 0.1 for those of the 0.4 WTE not
    needed who are retrained and released; the council 1, and 0.2 WTE are redeployed."""
    made = place()
    plan = planner.plan_skillmix(made)
    horizon = years(plan)
    assert horizon == pytest.approx(sum(p.years for p in made.periods))
    assert line(plan) == pytest.approx(
        {"trust": 20 * horizon + 4.4, "council": 12 * horizon + 1, "hub": 20 * horizon}
    )
    assert line(plan, "baseline_amount") == pytest.approx(
        {"trust": 50 * horizon, "council": 40 * horizon}
    )
    table = plan["back_office"].set_index(["organisation", "period"])
    assert set(table["served_by"]) == {"hub"}
    first = made.periods[0].label
    trust = table.loc["trust", first]
    people = ["displaced", "joining", "redeployed", "retrained", "released"]
    assert trust[people].tolist() == pytest.approx([1.4, 1.0, 0.2, 0.1, 0.1])
    assert table.loc["council", first][people].tolist() == pytest.approx([0.8, 0.6, 0.2, 0, 0])
    assert table["displaced"].sum() == pytest.approx(2.2)
    change = plan["change"].groupby("organisation")["people"].sum()
    starts = plan["moves"].query("kind == 'training_start'")["wte"].sum()
    assert change.sum() == pytest.approx(2.2 + starts)
    released = plan["measures"].query("measure == 'released'")["value"].sum()
    assert released == pytest.approx(0.1)
    assert planner.verify_plan(made, plan) == []


def test_nobody_moves_where_it_does_not_pay_or_may_not() -> None:
    """At a fixed cost of 60 k£ the hub saves nothing; to hold 60 payslips is too few for the
    hub's scale of 70; a scale of 200 is never reached."""
    for hub in ({"fixed_cost": 60}, {"capacity": 90, "minimum_scale": 70}, {"minimum_scale": 200}):
        made = place(**hub)
        plan = planner.plan_skillmix(made)
        assert set(plan["back_office"]["served_by"]) == {""}
        assert line(plan) == pytest.approx(line(plan, "baseline_amount"))
        assert plan["back_office"]["displaced"].sum() == 0
        assert planner.verify_plan(made, plan) == []


def test_change_first_and_nobody_moves() -> None:
    plan = planner.plan_skillmix(place(("change", "cost")))
    assert set(plan["back_office"]["served_by"]) == {""}


def test_a_capacity_for_one_takes_the_one_that_saves_more() -> None:
    """In the one year the trust saves 30 less 4.4 for the move, the council 28 less 1; the
    hub's 20 are less than either."""
    plan = planner.plan_skillmix(place(capacity=100))
    by = plan["back_office"].groupby("organisation")["served_by"].agg(set)
    assert by.to_dict() == {"trust": {""}, "council": {"hub"}}


def test_a_baseline_never_moves_and_hosts_alone_change_nothing_in_it() -> None:
    with_, without = planner.plan_skillmix(place()), planner.plan_skillmix(place(hosts=False))
    assert line(with_, "baseline_amount") == pytest.approx(line(without, "baseline_amount"))
    assert line(without) == pytest.approx(line(without, "baseline_amount"))
    both = [
        p["measures"].query("measure == 'cost'")[["value", "baseline_value"]].sum()
        for p in (with_, without)
    ]
    saved = line(without)["trust"] + line(without)["council"] - sum(line(with_).values())
    assert both[1]["value"] - both[0]["value"] == pytest.approx(saved)
    assert both[1]["baseline_value"] == pytest.approx(both[0]["baseline_value"])


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("served_by", "", "moved back"),
        ("served_by", "council", "council cannot do payroll for trust"),
        ("cost", 1.0, "cost is stated as 1"),
        ("released", 0.3, "released is stated as 0.3"),
    ],
)
def test_a_false_table_is_found_out(column: str, value: Any, words: str) -> None:
    made = place()
    plan = planner.plan_skillmix(made)
    table = plan["back_office"].copy()
    last = table.index[(table["organisation"] == "trust")][-1]
    table.loc[last, column] = value
    plan.tables["back_office"] = table  # type: ignore[index]
    assert any(words in fault for fault in planner.verify_plan(made, plan))


def test_frozen_moves_are_kept() -> None:
    first = planner.plan_skillmix(place())
    dear = place(fixed_cost=40, variable_cost=0.32)
    frozen = {**dear.settings.model_dump()}
    frozen["policy"]["frozen_periods"] = 1
    kept = dataclasses.replace(dear, settings=type(dear.settings).model_validate(frozen))
    again = planner.plan_skillmix(kept, base=first)
    assert set(again["back_office"]["served_by"]) == {"hub"}
    assert planner.verify_plan(kept, again, first) == []
    free = planner.plan_skillmix(dear, base=first)
    assert set(free["back_office"]["served_by"]) == {""}


@pytest.mark.parametrize("hub", [{}, {"capacity": 100}, {"minimum_scale": 150}])
def test_the_search_of_large_places_finds_the_same(
    hub: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = make_problem(place(**hub))
    asks = [Ask("cost", 0.0)]
    exactly = solve_skillmix(problem, asks, Limits(gap=1e-5))
    monkeypatch.setattr(exact, "SMALL", 0)
    rounded = solve_skillmix(problem, asks, Limits(gap=1e-5))
    assert rounded.violations == []
    assert rounded.goals[0].value == pytest.approx(exactly.goals[0].value, rel=1e-5)
    assert rounded.outcome is not None
    assert exactly.outcome is not None
    assert (rounded.outcome["served"] == exactly.outcome["served"]).all()


def test_a_function_that_the_base_plan_did_not_have_may_move_in_frozen_periods() -> None:
    tables = place().tables
    frames = {name: frame.to_dict("records") for name, frame in tables.items() if len(frame)}
    without = {**frames, "back_office": frames["back_office"][:1]}
    settings = {**place().settings.model_dump()}
    first = planner.plan_skillmix(planner.place_from_frames(settings, without))
    settings["policy"]["frozen_periods"] = 1
    made = planner.place_from_frames(settings, frames)
    again = planner.plan_skillmix(made, base=first)
    by = again["back_office"].set_index(["organisation", "period"])["served_by"]
    assert by["council", made.periods[0].label] == "hub"
    assert by["trust", made.periods[0].label] == "hub"
    assert planner.verify_plan(made, again, first) == []
