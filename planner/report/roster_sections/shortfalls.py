"""Minimum cover and ratios that are not met, and who could fill them."""

from __future__ import annotations

import pandas as pd

from planner.plan.plan import Plan
from planner.report import roster_tables as tables
from planner.report.blocks import Block, DataTable, PageSection, bounded
from planner.report.facts import roster
from planner.report.figures import plain
from planner.report.names import isolated

_ROWS = 100


def section(plan: Plan) -> PageSection | None:
    """Nothing where nothing is short."""
    frame = tables.shortfalls(plan)
    if frame.empty:
        return None
    table = DataTable("What is short", frame, ("Missing",))
    blocks: list[Block] = [bounded(table, _ROWS, "shortfalls")]
    filled = _who_could(plan)
    if len(filled):
        who = DataTable("Who could fill them, and what stands against it", filled, folded=True)
        blocks.append(bounded(who, _ROWS * 3, "people"))
    lead = "Most people missing first. Nothing here is safe as it stands: each needs a decision."
    return PageSection("shortfalls", "Shortfalls and what would mend them", lead, blocks)


def _who_could(plan: Plan) -> pd.DataFrame:
    rows = [
        {
            "When": tables.day_words(short.date),
            "Shift": f"{isolated(short.shift)} at {isolated(short.site)}",
            "Person": isolated(row.person),
            "Stands against it": isolated(row.against),
            "By": f"{plain(row.amount)} {row.unit}" if row.amount else "–",
        }
        for short in roster.shortfalls(plan).itertuples(index=False)
        for row in roster.remedies(plan, short.cover, short.date).itertuples(index=False)
    ]
    return pd.DataFrame(rows, dtype="object")
