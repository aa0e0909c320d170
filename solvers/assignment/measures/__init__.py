"""The measures of an assignment, in the order in which they are met."""

from __future__ import annotations

from solvers.assignment.measures import (
    change,
    courses,
    fairness,
    minimums,
    preferences,
    shortfall,
    travel,
)
from solvers.assignment.measures.base import Measure

MEASURES: tuple[Measure, ...] = (
    minimums,
    shortfall,
    change,
    travel,
    preferences,
    courses,
    fairness,
)
BY_NAME: dict[str, Measure] = {measure.NAME: measure for measure in MEASURES}
