"""Everybody's hours, nights, weekends and requests."""

from __future__ import annotations

import pandas as pd

from planner.plan.plan import Plan
from planner.report import roster_summary as summary
from planner.report import roster_tables as tables
from planner.report.blocks import DataTable, PageSection, bounded, keyed
from planner.report.facts import roster

_ROWS = 400


def section(plan: Plan) -> PageSection:
    table = DataTable(
        "Everybody on the roster",
        tables.people(plan, plan["roster_people"]),
        tables.PEOPLE_RIGHT,
        "Hours over the whole roster; credited are those of leave and absence. Split: weekends of "
        "which one day alone is worked. Elsewhere: shifts away from their own site.",
        folded=len(plan["roster_people"]) > _OPEN,
        keys=keyed(plan["roster_people"]),
    )
    furthest = tables.furthest(plan, summary.WORST)
    who = roster.furthest_from_hours(plan)
    right = ("Contract", "Credited", "Worked", "Owed", "Extra")
    blocks = [bounded(table, _ROWS, "people")]
    if len(furthest):
        blocks.insert(0, _furthest(furthest, right, who))
    return PageSection("people", "People and hours", summary.hours_sentence(plan), blocks)


def _furthest(frame: pd.DataFrame, right: tuple[str, ...], who: pd.DataFrame) -> DataTable:
    whole = len(who) if len(who) > len(frame) else 0
    keys = keyed(who.head(len(frame)))
    return DataTable("Furthest from their contract hours", frame, right, keys=keys, whole=whole)


_OPEN = 40
