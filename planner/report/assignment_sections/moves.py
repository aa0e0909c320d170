"""Who comes to other posts."""

from __future__ import annotations

from planner.plan.plan import Plan
from planner.report import assignment_tables as tables
from planner.report.blocks import DataTable, PageSection, bounded, keyed

_ROWS = 400


def section(plan: Plan) -> PageSection | None:
    """Nothing where nobody moves."""
    frame = tables.moves(plan)
    if frame.empty:
        return None
    keys = keyed(
        tables.move_rows(plan),
        organisation=("organisation", "to_organisation"),
        role=("role", "to_role"),
    )
    table = DataTable("Moves", frame, tables.MOVES_RIGHT, keys=keys)
    lead = "Nobody moves before notice ends or further than they would travel."
    return PageSection("moves", "Moves to other posts", lead, [bounded(table, _ROWS, "people")])
