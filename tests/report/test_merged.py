"""Where visits were merged, and by which competencies."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.plan.plan import Plan
from planner.report.blocks import Figure
from planner.report.facts import merged
from planner.report.sections import visits
from tests.plan.sample import YEARS, sample_plan

WEEKS = YEARS * 365.25 / 7


@pytest.fixture(scope="module")
def plan() -> Plan:
    return sample_plan()


def test_the_set_that_comes_together_who_gives_it_and_whom_it_replaces(plan: Plan) -> None:
    (row,) = merged.by_competencies(plan).to_dict("records")
    assert row["competencies"] == ("Mobility", "Wound care")
    assert row["visits"] == pytest.approx(12_000 / WEEKS)
    assert row["baseline_visits"] == 0.0
    assert (row["given_by"], row["packages"]) == (["carer_plus"], ["WOUND"])
    assert set(row["instead"]) == {"nurse", "physio"}


def test_pairs_stand_both_ways(plan: Plan) -> None:
    table = merged.pairs(plan, 9)
    assert {(r["one"], r["other"]): r["more"] for r in table.to_dict("records")} == {
        ("Mobility", "Wound care"): pytest.approx(12_000 / WEEKS),
        ("Wound care", "Mobility"): pytest.approx(12_000 / WEEKS),
    }


def test_what_one_intervention_needs_together_is_no_merging(plan: Plan) -> None:
    both = {"WOUND/dress": "Mobility; Wound care", "WOUND/mobilise": "Mobility; Wound care"}
    labels = {**plan.labels, "intervention_competencies": both}
    same = replace(plan, labels=labels)
    assert merged.by_competencies(same).empty
    assert merged.pairs(same, 9).empty
    third = {"WOUND/dress": "Mobility; Wound care", "WOUND/mobilise": "Falls"}
    table = merged.pairs(replace(plan, labels={**labels, "intervention_competencies": third}), 9)
    assert {tuple(sorted(pair)) for pair in zip(table["one"], table["other"], strict=True)} == {
        ("Falls", "Mobility"),
        ("Falls", "Wound care"),
    }


def test_a_plan_that_does_not_know_competencies_has_no_such_chart(plan: Plan) -> None:
    labels = {k: v for k, v in plan.labels.items() if k != "intervention_competencies"}
    old = replace(plan, labels=labels)
    assert merged.by_competencies(old).empty
    made = visits.section(old)
    assert not any("come together" in getattr(block, "title", "") for block in made.blocks)


def test_the_section_shows_the_pairs_with_their_table(plan: Plan) -> None:
    figures = [b for b in visits.section(plan).blocks if isinstance(b, Figure)]
    (figure,) = [f for f in figures if "come together" in f.title]
    (row,) = figure.table.frame.to_dict("records")
    assert row["Competencies in one person"] == "Mobility + Wound care"
    assert row["Given by"] == "Care worker with wound care"
    assert sorted(row["Instead of visits by"].split(" and ")) == [
        "Community nurse",
        "Physiotherapist",
    ]
