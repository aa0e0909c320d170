"""The rules of an assignment; adding one is a module, a line here and a test file."""

from __future__ import annotations

from solvers.assignment.rules import (
    agreed_moves,
    backfill,
    course_places,
    establishment,
    mentors,
    one_offer,
    team_minimums,
)
from solvers.assignment.rules.base import Rule

RULES: tuple[Rule, ...] = (
    one_offer,
    establishment,
    agreed_moves,
    course_places,
    backfill,
    mentors,
    team_minimums,
)
