"""What people asked for and did not get."""

from __future__ import annotations

from planner.plan.plan import Plan
from planner.report import roster_summary as summary
from planner.report import roster_tables as tables
from planner.report.blocks import Block, DataTable, PageSection, bounded, keyed
from planner.report.facts import roster

_ROWS = 300


def section(plan: Plan) -> PageSection | None:
    """Nothing where nobody asked for anything."""
    if plan["requests_met"].empty:
        return None
    frame = tables.requests_not_met(plan)
    blocks: list[Block] = []
    if len(frame):
        keys = keyed(roster.with_people(plan, roster.requests_not_met(plan)))
        table = DataTable("Requests that are not met", frame, keys=keys)
        blocks.append(bounded(table, _ROWS, "requests"))
    lead = summary.requests_sentence(plan)
    if frame.empty:
        lead += " Nothing that was asked for is refused."
    return PageSection("requests", "Requests", lead, blocks)
