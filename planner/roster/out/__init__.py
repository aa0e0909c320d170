"""A finished roster as files that people take away."""

from __future__ import annotations

from planner.plan.plan import Plan
from planner.roster.out.calendars import calendars
from planner.roster.out.listing import listing
from planner.roster.out.workbook import workbook


def rota_files(plan: Plan) -> dict[str, bytes]:
    """Path within the plan → content; the same plan gives the same bytes.

    ``rota.xlsx`` to print and pin up, ``roster.csv`` for other systems, and
    ``calendars/<person>.ics`` for everybody who works.
    """
    files = {"rota.xlsx": workbook(plan), "roster.csv": listing(plan)}
    return files | {f"calendars/{name}": content for name, content in calendars(plan).items()}
