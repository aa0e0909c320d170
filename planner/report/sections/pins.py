"""Decisions to fix by hand: lines to copy, and what those that are fixed cost."""

from __future__ import annotations

from planner.plan.plan import Plan
from planner.report.blocks import Block, DataTable, Lines, PageSection
from planner.report.facts.pins import as_lines, offered, pinning
from planner.report.pin_summary import pin_costs

_OFFERED = 60


def section(plan: Plan) -> PageSection | None:
    """None where there is nothing to fix and nothing is fixed."""
    blocks: list[Block] = []
    if "pin_costs" in plan.tables and len(plan["pin_costs"]):
        blocks.append(_costs(plan))
    some, number = offered(plan, _OFFERED)
    if some:
        head, lines = as_lines(plan, some)
        entries = [(one.words, line) for one, line in zip(some, lines, strict=True)]
        shown = f"{len(some):,} of {number:,} decisions, the largest where they have a size."
        more = shown if number > len(some) else ""
        note = (
            f"Copy a line under the headings of {pinning(plan).name}.csv in the place's folder, "
            "change its value if you want another, and plan again. "
            f"{more} placeplan pins prints them all, by employer, role and period."
        )
        title = "Lines to copy"
        blocks.append(
            Lines(title, f"{pinning(plan).name}.csv", head, entries, " ".join(note.split()))
        )
    if not blocks:
        return None
    lead = "What is fixed by hand every later plan keeps."
    return PageSection("pins", "Decisions fixed by hand", lead, blocks)


def _costs(plan: Plan) -> DataTable:
    costs = pin_costs(plan)
    return DataTable(costs.title, costs.frame, costs.right, costs.note)
