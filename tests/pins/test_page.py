"""Decisions fixed by hand on the page, in the summary and in the workbook."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from planner.plan.plan import Plan
from planner.report.blocks import DataTable
from planner.report.drawing import undrawn
from planner.report.facts.pins import offered
from planner.report.page import render_report
from planner.report.pin_summary import pin_costs
from planner.report.sections.pins import section
from planner.report.summary import summarise
from planner.report.suppression import suppressing
from planner.skillmix.pin_costs import ALL_PINS, CHANGED
from tests.plan.sample import HOME, sample_plan


def costing(*dropped: str) -> Plan:
    """The sample plan with its costs of pins told of each of ``dropped``."""
    plan = sample_plan()
    table = pd.concat([plan["pin_costs"].assign(dropped=each) for each in dropped])
    return replace(plan, tables={**plan.tables, "pin_costs": table.reset_index(drop=True)})


def columns(plan: Plan) -> tuple[list[str], list[str]]:
    frame = pin_costs(plan).frame
    return list(dict.fromkeys(frame["Pins"])), list(frame.columns)


@pytest.mark.parametrize(
    ("singles", "told"),
    [([f"hires of nurse at {HOME} exactly 2"], ["one pin"]),
     ([f"hires of nurse at {HOME} exactly 2", "starts of c at t in 2027Q2 at most 1"],
      ["pin 1", "pin 2"])],
)  # fmt: skip
def test_a_page_to_publish_tells_no_pin(singles: list[str], told: list[str]) -> None:
    plan = costing(ALL_PINS, CHANGED, *singles)
    with suppressing(5):
        assert columns(plan)[0] == [ALL_PINS, CHANGED, *told]
        made = section(plan)
    assert made is not None
    tables = [block.frame.to_csv() for block in made.blocks if isinstance(block, DataTable)]
    assert tables
    assert not any(single in table for table in tables for single in singles)
    assert columns(plan)[0][2:] != told
    with undrawn():
        page = render_report(plan, 5)
    assert told[0] in page
    assert "hires of nurse" not in page
    assert "starts of c" not in page


def test_the_summary_has_costs_where_somebody_asked() -> None:
    plan = sample_plan()
    asked = {part.title: part.frame for part in summarise(plan).sections}
    frame = asked["What pins cost each priority"]
    assert frame["The best lie between"][0] == "+94 and +110 weighted hours"
    assert frame["Cost"][0] == "+100 weighted hours"
    nobody = replace(plan, tables={**plan.tables, "pin_costs": plan["pin_costs"].iloc[:0]})
    assert "What pins cost each priority" not in {p.title for p in summarise(nobody).sections}


def test_figures_of_a_plan_with_other_pins_are_those_before() -> None:
    assert "Before" in columns(costing(CHANGED))[1]
    assert "Without them" in columns(costing(ALL_PINS))[1]
    assert "Without them, or before" in columns(costing(ALL_PINS, CHANGED))[1]


def test_what_has_no_size_leaves_half_of_the_room_to_what_has_one() -> None:
    some, number = offered(sample_plan(), 4)
    assert [one.cells["decision"] for one in some] == ["taken", "opened", "starts", "adopted"]
    assert number == 9
