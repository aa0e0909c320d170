"""Everybody's hours, nights, weekends and requests."""

from __future__ import annotations

from planner.plan.plan import Plan
from planner.report import roster_summary as summary
from planner.report import roster_tables as tables
from planner.report.blocks import DataTable, PageSection, bounded

_ROWS = 400


def section(plan: Plan) -> PageSection:
    table = DataTable(
        "Everybody on the roster",
        tables.people(plan, plan["roster_people"]),
        tables.PEOPLE_RIGHT,
        "Hours over the whole roster; credited are those of leave and absence. Split: weekends of "
        "which one day alone is worked. Elsewhere: shifts away from their own site.",
        folded=len(plan["roster_people"]) > _OPEN,
    )
    furthest = tables.furthest(plan, summary.WORST)
    right = ("Contract", "Credited", "Worked", "Owed", "Extra")
    blocks = [bounded(table, _ROWS, "people")]
    if len(furthest):
        blocks.insert(0, DataTable("Furthest from their contract hours", furthest, right))
    return PageSection("people", "People and hours", summary.hours_sentence(plan), blocks)


_OPEN = 40
