"""The tables of a plan by the stage that makes it."""

from __future__ import annotations

from planner.plan.tables import TABLES
from planner.plan.tables.assignment import ASSIGNMENT_TABLES
from planner.plan.tables.roster import ROSTER_TABLES
from planner.plan.tables.rotation import ROTATION_TABLES
from planner.plan.tables.rotation_test import ROTATION_TEST_TABLES
from planner.plan.tables.stress import STRESS_TABLES
from planner.schema.column import Table

STAGES: dict[str, tuple[Table, ...]] = {
    "skillmix": TABLES,
    "assignment": ASSIGNMENT_TABLES,
    "roster": ROSTER_TABLES,
    "rotation": ROTATION_TABLES,
    "rotation_test": ROTATION_TEST_TABLES,
    "stress": STRESS_TABLES,
}


def tables_of(stage: str) -> tuple[Table, ...]:
    """The tables of a stage's plan; KeyError where there is no such stage."""
    return STAGES[stage]
