"""The rules on a person's timetable; adding one is a module and a line."""

from __future__ import annotations

from solvers.roster.rules import (
    counts,
    runs,
    same_shift,
    series,
    successions,
    totals,
    weekends,
    weekly_rest,
    windows,
)
from solvers.roster.rules.base import PersonRule

PERSON_RULES: tuple[PersonRule, ...] = (
    successions,
    same_shift,
    runs,
    series,
    weekly_rest,
    weekends,
    totals,
    counts,
    windows,
)
