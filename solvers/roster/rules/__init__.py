"""The rules on a person's timetable; adding one is a module and a line."""

from __future__ import annotations

from solvers.roster.rules import counts, runs, same_shift, successions, totals, weekends
from solvers.roster.rules.base import PersonRule

PERSON_RULES: tuple[PersonRule, ...] = (
    successions,
    same_shift,
    runs,
    weekends,
    totals,
    counts,
)
