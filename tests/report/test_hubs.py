"""Hubs in the summary and on the page, of plans whose figures are known."""

from __future__ import annotations

from functools import cache

import pytest

import planner
from fixtures.tiny import WEEKS
from planner.plan.plan import Plan
from planner.report.facts import care, hubs
from planner.report.summary import headline
from tests.plan.sample import sample_plan
from tests.report.scripts import page_without_pictures
from tests.skillmix.test_hubs import JOINT, place, without


@cache
def opened() -> Plan:
    return planner.plan_skillmix(place())


def test_the_summary_says_which_open_what_they_do_and_how_full_they_are() -> None:
    """A quarter of 13.04 weeks: 293.5 joint visits of four people each, for 4 + 2 k£."""
    assert headline(opened())[-1] == (
        "Hubs: 1 of 1 hub open, for £6k over the plan; 294 joint visits bundle 1,174 "
        "interventions; 1.0 of 1 desks are in use at the end."
    )
    together = hubs.together(opened())
    assert together is not None
    assert together.visits == pytest.approx(JOINT * WEEKS)
    assert together.times == pytest.approx(4 * JOINT * WEEKS)


def test_joint_visits_are_among_the_home_visits() -> None:
    weekly = care.home_visits_a_week(opened()).set_index("period")
    assert weekly["visits"].tolist() == pytest.approx([195, 138.75])
    assert weekly["baseline_visits"].tolist() == pytest.approx([195, 195])
    by_package = care.visits_by_package(opened()).set_index("package")
    assert by_package.loc["weekly", "visits"] == pytest.approx((195 + 138.75) / 2)


def test_the_page_says_when_each_opens_and_what_goes_out() -> None:
    table = hubs.by_hub(opened()).set_index("site")
    assert table.loc["town-hub", "since"] == "2027Q3"
    assert table.loc["town-hub", ["desks", "used", "visits", "cost"]].tolist() == pytest.approx(
        [1, 1, JOINT, 6]
    )
    packages = hubs.by_package(opened()).set_index("package")
    assert packages.loc["weekly"].tolist() == pytest.approx([JOINT * WEEKS, 4])
    page = page_without_pictures(opened())
    assert "Hubs and their desks" in page
    assert "town-hub" in page
    assert "Joint visits by package" in page


def test_where_none_opens_it_says_so() -> None:
    plan = planner.plan_skillmix(place(("cost", "visits")))
    assert headline(plan)[-1] == "Hubs: none of 1 hub is opened."
    page = page_without_pictures(plan)
    assert "not opened" in page
    assert "Joint visits by package" not in page


def test_an_open_hub_without_visits_is_said_to_have_none() -> None:
    (sentence,) = [s for s in headline(sample_plan()) if s.startswith("Hubs")]
    assert sentence == "Hubs: 1 of 1 hub open, for £60k over the plan, without joint visits."


def test_a_place_without_hubs_says_nothing_of_them() -> None:
    plan = planner.plan_skillmix(without(place()))
    assert hubs.together(plan) is None
    assert not any("Hub" in sentence for sentence in headline(plan))
    assert "Hubs and their desks" not in page_without_pictures(plan)
