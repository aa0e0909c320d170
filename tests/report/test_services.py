"""Fragile services in the summary and on the page, of a plan whose figures are known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.plan.plan import Plan
from planner.report.facts import care, services
from planner.report.summary import headline
from tests.plan.sample import sample_plan
from tests.report.scripts import page_without_pictures


def with_services(**changes: float) -> Plan:
    """The sample plan with figures of all of its fragile services changed."""
    plan = sample_plan()
    table = plan["fragile_services"].assign(**changes)
    return replace(plan, tables={**plan.tables, "fragile_services": table})


def test_what_is_bought_and_what_is_run_is_said_service_by_service() -> None:
    rows = services.by_service(sample_plan()).set_index("service")
    second = sample_plan().record.periods[1]
    assert rows["run_by"].to_dict() == {"S1": "own team", "S2": f"own team, from {second} bought"}
    assert rows["cost"].to_dict() == pytest.approx({"S1": 0, "S2": 4.5 * 2.75 + 0})
    week = 365.25 / 7
    assert rows.loc["S2", "bought_hours"] == pytest.approx(60 / week)
    assert rows.loc["S2", "baseline_hours"] == pytest.approx(30 / week)
    assert rows.loc["S1", "own_hours"] == pytest.approx(900 / week)


def test_a_service_that_nobody_runs_is_said_to_be_none() -> None:
    nobody = with_services(own=0.0, bought_hours=0.0, cost=0.0)
    assert set(services.by_service(nobody)["run_by"]) == {"given by nobody"}
    assert "0 of 2 have a team of their own; 2 are given by nobody." in headline(nobody)[-1]
    taken_over = with_services(own=1.0)
    assert set(services.by_service(taken_over)["run_by"]) == {"own team"}


def test_the_page_names_the_service_and_its_neighbour() -> None:
    page = page_without_pictures(sample_plan())
    assert "Podiatry" in page
    assert "Next Town Trust" in page
    assert "Fragile services" in page


def test_a_place_without_any_says_nothing_of_them() -> None:
    plan = sample_plan()
    none = replace(
        plan, tables={**plan.tables, "fragile_services": plan["fragile_services"].iloc[:0]}
    )
    assert services.services(none) is None
    assert not any("Fragile" in sentence for sentence in headline(none))
    assert "Fragile services" not in page_without_pictures(none)


def test_visits_that_neighbours_make_are_visits() -> None:
    plan = sample_plan()
    own = plan["visits"][care.VISITS].sum()
    bought = plan["bought_visits"][care.VISITS].sum()
    assert (bought > 0).all()
    every = care.all_visits(plan)[care.VISITS].sum()
    assert every.to_dict() == pytest.approx((own + bought).to_dict())
    by_package = care.visits_by_package(plan)[care.VISITS].sum()
    weeks = 365.25 / 7 * 3
    assert (by_package * weeks).to_dict() == pytest.approx((own + bought).to_dict())
