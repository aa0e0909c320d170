"""The back office in the summary and on the page, of plans whose figures are known."""

from __future__ import annotations

from functools import cache

import pytest

import planner
from planner.plan.plan import Plan
from planner.report.facts import back_office
from planner.report.summary import headline
from tests.plan.sample import sample_plan
from tests.report.scripts import page_without_pictures
from tests.skillmix.test_back_office import place


@cache
def moved() -> Plan:
    return planner.plan_skillmix(place())


def test_the_summary_says_who_moves_what_it_saves_and_whom_it_displaces() -> None:
    """Of 90 k£ a year 20 + 12 are left for who is served, and 20 for the hub."""
    assert headline(moved())[-1] == (
        "Back office: 2 functions of 2 organisations move to 1 host, which saves £38k in a year "
        "by the end; 2.2 WTE are displaced, 0.1 of them released."
    )
    office = back_office.shared(moved())
    assert office is not None
    assert office.saving == pytest.approx(38)
    assert office.released == pytest.approx(0.1)


def test_the_page_says_who_serves_whom() -> None:
    rows = back_office.served_at_the_end(moved()).set_index("organisation")
    first = moved().record.periods[0]
    assert rows["since"].to_dict() == {"council": first, "trust": first}
    assert rows["saving"].to_dict() == pytest.approx({"council": 28, "trust": 30})
    assert rows.loc["trust", back_office.PEOPLE].tolist() == pytest.approx(
        [1.4, 1.0, 0.2, 0.1, 0.1]
    )
    page = page_without_pictures(moved())
    assert "who does what for whom" in page
    assert "£28k" in page


def test_where_nobody_moves_it_says_so() -> None:
    plan = planner.plan_skillmix(place(fixed_cost=60))
    assert headline(plan)[-1] == "Back office: every employer keeps its own."
    assert "every employer keeps its own" in page_without_pictures(plan)


def test_a_place_without_back_office_says_nothing_of_it() -> None:
    assert back_office.shared(sample_plan()) is None
    assert not any("Back office" in sentence for sentence in headline(sample_plan()))
    assert "ack office" not in page_without_pictures(sample_plan())
