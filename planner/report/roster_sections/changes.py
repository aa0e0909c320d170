"""What differs from the roster that was published."""

from __future__ import annotations

from planner.plan.plan import Plan
from planner.report import roster_summary as summary
from planner.report import roster_tables as tables
from planner.report.blocks import DataTable, PageSection, bounded, keyed
from planner.report.facts import roster

_ROWS = 300


def section(plan: Plan) -> PageSection | None:
    """Nothing where nothing that was published changes."""
    said = summary.changes_sentence(plan)
    if said is None:
        return None
    keys = keyed(roster.with_people(plan, roster.changes(plan)))
    table = DataTable("Days that change", tables.changes(plan, roster.changes(plan)), keys=keys)
    block = bounded(table, _ROWS, "changes")
    return PageSection("changes", "Changes to the published roster", said, [block])
