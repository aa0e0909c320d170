"""The report's section on working across employers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.report.blocks import DataTable, Prose
from planner.report.sections import partners
from tests.plan.sample import SCRIPT, TRUST, sample_plan


def test_what_runs_from_when_and_who_works_for_whom() -> None:
    section = partners.section(sample_plan())
    assert section is not None
    said, runs, lent = section.blocks
    assert isinstance(said, Prose)
    assert said.text == (
        "Working across employers at the end: 1 agreement, of 1 listed; 2.5 WTE work for another "
        "than their employer."
    )
    assert isinstance(runs, DataTable)
    assert isinstance(lent, DataTable)
    (row,) = runs.frame.to_dict("records")
    assert row["What"] == f"Nurses of the council {SCRIPT} (A1 {SCRIPT})"
    assert (row["Kind"], row["Runs"]) == ("Employ and deploy", "from 2027Q2")
    assert (row["Staff at the end, WTE"], row["Cost over the plan"]) == ("2.5", "£18k")
    (row,) = lent.frame.to_dict("records")
    assert TRUST in row["Employed by"]
    assert row["Staff, WTE"] == "2.5"


def test_a_plan_that_makes_none_says_so() -> None:
    plan = sample_plan()
    none = {name: plan[name].iloc[:0] for name in ("arrangements", "employment")}
    section = partners.section(replace(plan, tables={**plan.tables, **none}))
    assert section is not None
    (block,) = section.blocks
    assert isinstance(block, Prose)
    assert block.text == "Working across employers: none of 1 arrangements runs at the end."


@pytest.mark.parametrize("labels", [{}, {"arrangements": {}}])
def test_a_place_without_them_has_no_section(labels: dict) -> None:
    assert partners.section(replace(sample_plan(), labels=labels)) is None
