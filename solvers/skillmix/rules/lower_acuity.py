"""No more people are moved to a lower-acuity alternative than its bound allows.

shifted[alternative, l, t] ≤ alternative_share_max · occasions the people of the
replaced package would need of it, a week.
"""

from __future__ import annotations

from solvers.engine.model import LinearModel
from solvers.engine.violation import Violation
from solvers.skillmix.decisions import Decisions, Index
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem
from solvers.skillmix.rules.base import breaches

NAME = "lower acuity"
AXES = ("alternative", "locality", "period")


def build(model: LinearModel, decisions: Decisions, problem: Problem, index: Index) -> None:
    """The bound is the decision's own."""


def check(outcome: Outcome) -> list[Violation]:
    limit = outcome.problem.care.shift_max[outcome.index.alternatives]
    unit = "occasions a week"
    found = breaches(outcome, NAME, unit, AXES, outcome["shifted"] - limit, limit)
    return found + breaches(outcome, NAME, unit, AXES, -outcome["shifted"], 1.0)
