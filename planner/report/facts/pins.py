"""What pins cost, and the decisions that are worth offering to be pinned."""

from __future__ import annotations

from planner.pins import Decided, decided, head_of, line_of, table_of
from planner.plan.plan import Plan
from planner.schema.column import Table

_SMALL = 0.05  # WTE: less reads as none


def offered(plan: Plan, limit: int) -> tuple[list[Decided], int]:
    """Decisions without a size, in no more than half of the room that others need too, and the
    largest of those with one, unless they are too small to see; how many there are in all."""
    found = decided(plan)
    whole = [one for one in found if one.size is None]
    sized = [one for one in found if one.size is not None and one.size >= _SMALL]
    room = max(limit - len(sized), limit // 2)
    return [*whole[:room], *sized][:limit], len(found)


def pinning(plan: Plan) -> Table:
    """The table that fixes the plan's decisions."""
    return table_of(plan.record.stage)


def as_lines(plan: Plan, some: list[Decided]) -> tuple[str, list[str]]:
    """The headings of that table as a line of CSV, and a line for each decision."""
    table = pinning(plan)
    return head_of(table), [line_of(table, one.cells) for one in some]
