"""Team minimums that are not met."""

from __future__ import annotations

from planner.plan.plan import Plan
from planner.report import assignment_tables as tables
from planner.report.blocks import DataTable, PageSection, bounded, keyed

_ROWS = 200


def section(plan: Plan) -> PageSection | None:
    """Nothing where every minimum is met."""
    frame = tables.below_minimum(plan)
    if frame.empty:
        return None
    table = DataTable(
        "Teams below their minimum",
        frame,
        tables.MINIMUMS_RIGHT,
        keys=keyed(tables.below_rows(plan)),
    )
    lead = "Nothing here is safe as it stands: each needs a decision."
    return PageSection("minimums", "Team minimums", lead, [bounded(table, _ROWS, "rows")])
