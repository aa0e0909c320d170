"""What the scheme is to everybody, and what they gain."""

from __future__ import annotations

from planner.plan.plan import Plan
from planner.report import rotation_summary as summary
from planner.report import rotation_tables as tables
from planner.report.blocks import Block, DataTable, PageSection, bounded, keyed

_ROWS = 400


def section(plan: Plan) -> PageSection:
    note = "Travel, wishes and burden: minutes a day, summed over blocks."
    people = DataTable("People, worst off first", tables.people(plan), tables.PEOPLE_RIGHT, note,
                       keys=keyed(tables.people_rows(plan), role="role"))  # fmt: skip
    gained = DataTable("What people gain", tables.gains(plan), folded=True)
    blocks: list[Block] = [bounded(people, _ROWS, "people"), bounded(gained, _ROWS, "rows")]
    lead = f"{summary.worst_sentence(plan)} {summary.gains_sentence(plan)}"
    return PageSection("people", "People", lead, blocks)
