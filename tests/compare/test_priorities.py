"""When a difference says something, and which plans can be compared at all."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest

from planner.compare import compare_plans
from planner.errors import InputError
from planner.plan.plan import Plan
from tests.compare.plans import planned, with_priorities


def compared(before: list[Any], after: list[Any]) -> list[dict[str, Any]]:
    plan = planned()
    made = compare_plans([with_priorities(plan, *before), with_priorities(plan, *after)])
    return made["priorities_compared"].to_dict("records")


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ((10.0, 10.0, True), (10.0, 10.0, True), "alike"),
        ((10.0, 10.0, True), (9.0, 9.0, True), "larger"),
        ((10.0, 9.5, True), (9.0, 4.0, False), "larger"),  # below what the first can have
        ((10.0, 9.0, True), (9.0, 9.0, True), "inside"),  # just as good as the first may have
        ((10.0, 8.0, True), (9.0, 9.0, True), "inside"),
        ((9.0, 2.0, False), (10.0, 9.5, True), "larger"),
        ((9.0, 9.0, True), (10.0, 9.0, True), "inside"),
        ((10.0, None, False), (9.0, 9.0, True), "unknown"),
        ((9.0, None, False), (10.0, 10.0, True), "larger"),  # the better one needs no bound
        ((10.0, 10.0, True), (10.0 + 1e-6, 10.0, True), "alike"),
    ],
)
def test_verdicts(before: Any, after: Any, verdict: str) -> None:
    for one, other in ((before, after), (after, before)):
        (row,) = compared([one], [other])
        assert row["verdict"] == verdict


def test_the_best_there_is_changed_by_something_in_the_range() -> None:
    (row,) = compared([(10.0, 8.0, False)], [(15.0, 14.0, True)])
    assert (row["difference"], row["best_changed_from"], row["best_changed_to"]) == (5.0, 4.0, 7.0)
    for best in (8.0, 9.0, 10.0):
        for then in (14.0, 14.5, 15.0):
            assert row["best_changed_from"] <= then - best <= row["best_changed_to"]


def test_an_earlier_priority_of_the_better_plan_that_is_not_proven_is_told() -> None:
    first, second = (5.0, 5.0, True), (5.0, 1.0, False)
    better, worse = (9.0, 9.0, True), (10.0, 10.0, True)
    assert compared([first, worse], [second, better])[1]["verdict"] == "earlier"
    assert compared([first, better], [second, worse])[1]["verdict"] == "larger"


def test_a_priority_of_one_plan_alone() -> None:
    rows = compared([(1.0, 1.0, True)], [(1.0, 1.0, True), (2.0, 2.0, True)])
    assert [row["verdict"] for row in rows] == ["alike", "only_after"]
    assert math.isnan(rows[1]["before"])
    assert math.isnan(rows[1]["difference"])


def with_record(**changes: Any) -> Plan:
    plan = planned()
    return replace(plan, record=plan.record.model_copy(update=changes))


def test_other_periods_are_told_and_not_compared() -> None:
    plan = planned()
    later = with_record(start="2027-07-01", periods=["2027Q3", "2027Q4"])
    made = compare_plans([plan, later])
    assert set(made["priorities_compared"]["verdict"]) == {"other_periods"}
    assert made["priorities_compared"]["difference"].isna().all()
    periods = made["periods_compared"].set_index("period")
    assert periods["compared"].to_dict() == {"2027Q2": "no", "2027Q3": "yes", "2027Q4": "no"}
    by_period = made["measures_compared"].query("of == 'period'")
    assert set(by_period["thing"]) == {"2027Q3"}
    assert (made["measures_compared"]["difference"] == 0).all()  # the same tables


def test_a_year_of_one_name_and_other_dates_is_not_compared() -> None:
    years = [
        with_record(start=start, periods=[f"{start[:4]}/{int(start[2:4]) + 1}"])
        for start in ("2027-04-01", "2027-07-01")
    ]
    made = compare_plans(years)
    assert made["periods_compared"]["compared"].tolist() == ["no"]
    (row,) = made["periods_compared"].to_dict("records")
    assert (row["before"], row["after"]) == ("yes", "yes")
    assert made["decisions_compared"].empty


def test_other_stages_and_places_are_refused_all_at_once() -> None:
    elsewhere = replace(with_record(place="Elsewhere"), labels={"organisations": {"X": "X"}})
    with pytest.raises(InputError) as caught:
        compare_plans([planned(), with_record(stage="roster"), elsewhere], ["a", "b", "c"])
    stage, place = (str(finding) for finding in caught.value.findings)
    assert "b: cannot be compared with a: it is a plan of the stage roster" in stage
    assert "name plans of one stage" in stage
    assert "'Elsewhere'" in place
    assert "no organisation is in both" in place


def test_a_place_may_be_renamed() -> None:
    made = compare_plans([planned(), with_record(place="Tiny and around")])
    assert (made["priorities_compared"]["verdict"] == "alike").all()


def test_one_plan_is_nothing_to_compare() -> None:
    with pytest.raises(InputError, match="name two plans or more"):
        compare_plans([planned()])
