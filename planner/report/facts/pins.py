"""What pins cost, and the decisions that are worth offering to be pinned."""

from __future__ import annotations

from planner.pins import Decided, decided, head_of, line_of, table_of
from planner.plan.plan import Plan
from planner.schema.column import Table

_SMALL = 0.05  # WTE: less reads as none


def offered(plan: Plan, limit: int) -> tuple[list[Decided], int]:
    """The largest decisions, and how many there are in all; those too small to see are left
    out, where decisions have a size."""
    found = decided(plan)
    sized = any(one.size for one in found)
    seen = [one for one in found if one.size >= _SMALL] if sized else found
    return seen[:limit], len(found)


def pinning(plan: Plan) -> Table:
    """The table that fixes the plan's decisions."""
    return table_of(plan.record.stage)


def as_lines(plan: Plan, some: list[Decided]) -> tuple[str, list[str]]:
    """The headings of that table as a line of CSV, and a line for each decision."""
    table = pinning(plan)
    return head_of(table), [line_of(table, one.cells) for one in some]
