"""How changes are shared among teams."""

from __future__ import annotations

from planner.plan.plan import Plan
from planner.report import assignment_tables as tables
from planner.report.blocks import DataTable, PageSection, bounded, keyed

_ROWS = 200


def section(plan: Plan) -> PageSection | None:
    """Nothing where nothing changes."""
    frame = tables.teams(plan)
    if frame.empty:
        return None
    keys = keyed(tables.team_rows(plan), organisation="organisation")
    title = "Teams, furthest beyond an even share first"
    table = DataTable(title, frame, tables.TEAMS_RIGHT, keys=keys)
    lead = (
        "The even share is what would change for a team if the changes of its staff group were "
        "shared out by people. Targets come before even shares."
    )
    return PageSection("teams", "Teams", lead, [bounded(table, _ROWS, "teams")])
