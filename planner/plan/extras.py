"""Files of a plan that people take away: by stage, each made from the plan's tables."""

from __future__ import annotations

import re

from planner.plan.plan import Plan

#: Files and folders that a stage may put beside its tables.
_NAMES = re.compile(r"rota\.xlsx|roster\.csv|calendars|calendars/[^/]+\.ics")


def extra_files(plan: Plan) -> dict[str, bytes]:
    """Path within the plan → content."""
    if plan.record.stage != "roster":
        return {}
    from planner.roster.out import rota_files  # Excel and calendars only when wanted

    return rota_files(plan)


def is_extra(name: str) -> bool:
    """Whether a path within a plan is one that ``extra_files`` may make."""
    return bool(_NAMES.fullmatch(name))
