"""What partners agree begins once and stays.

arranged[a,t−1] ≤ arranged[a,t]; nothing begins before its notice; what is in force goes on.
"""

from __future__ import annotations

from solvers.engine.model import LinearModel
from solvers.engine.violation import Violation
from solvers.skillmix.decisions import Decisions, Index
from solvers.skillmix.lasting import may_be
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem
from solvers.skillmix.rules.base import build_stays, check_stays

NAME = "arrangements"
AXES = ("arrangement", "period")


def build(model: LinearModel, decisions: Decisions, problem: Problem, index: Index) -> None:
    build_stays(model, NAME, decisions["arranged"], AXES)


def check(outcome: Outcome) -> list[Violation]:
    arrangements = outcome.problem.arrangements
    may = may_be(arrangements.earliest, outcome.problem.horizon.size, arrangements.in_force)
    return check_stays(outcome, NAME, "arranged", AXES, may, arrangements.in_force)
