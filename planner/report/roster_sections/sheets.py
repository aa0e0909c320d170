"""What the narrow tables of days have in common."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from planner.plan.plan import Plan
from planner.report.blocks import Cell
from planner.report.facts.rota import days_of, said

_CELLS = 40_000
"""Cells of a section's tables that a page has room for."""
WINDOW = 4
"""Weeks beside each other, as many as a sheet of paper has room for."""


def columns(days: Sequence[dt.date]) -> tuple[list[tuple[str, int]], list[Cell]]:
    """Headings of whole weeks, and of their days; weekends have the tone ``we``."""
    above = [
        (f"Week {day.isocalendar().week}, from {said(day)}", 7) for day in days if not day.weekday()
    ]
    heads = [
        Cell(f"{day:%a}"[:2] + f" {day.day}", "we" if day.weekday() > 4 else "") for day in days
    ]
    return above, heads


def weeks_shown(plan: Plan, lines: int) -> tuple[int, str]:
    """How many weeks a page has room for, and a note where that is not all of them."""
    weeks = len(days_of(plan)) // 7
    room = max(1, _CELLS // (7 * max(lines, 1)))
    if weeks <= room:
        return weeks, ""
    shown = "The first week" if room == 1 else f"The first {room} weeks"
    return room, f"{shown} of {weeks}; rota.xlsx has them all."


def windows(weeks: int) -> Iterator[tuple[int, int]]:
    """First week and the one after the last of each table."""
    for first in range(0, weeks, WINDOW):
        yield first, min(first + WINDOW, weeks)
