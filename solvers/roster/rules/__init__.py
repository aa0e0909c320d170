"""The rules on a person's timetable; adding one is a module and a line."""

from __future__ import annotations

from solvers.roster.rules import runs, same_shift, shift_most, successions, totals, weekends
from solvers.roster.rules.base import PersonRule

PERSON_RULES: tuple[PersonRule, ...] = (
    successions,
    same_shift,
    runs,
    weekends,
    totals,
    shift_most,
)
