"""Hours of care not given, weighted by how severe it is to miss them.

Σ undelivered[i,l,t] · staff hours of i · severity[i] · weeks[t]; travel is left out.
"""

from __future__ import annotations

from collections.abc import Iterable

from solvers.engine.model import Floats
from solvers.skillmix.decisions import Decisions, Index
from solvers.skillmix.measures.base import Term
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem

NAME = "unmet_need"
UNIT = "weighted hours"
SLACK = 1.0


def _weights(problem: Problem) -> Floats:
    care = problem.care
    return (care.minutes / 60.0 * care.severity)[:, None, None] * problem.horizon.weeks


def terms(decisions: Decisions, problem: Problem, index: Index) -> Iterable[Term]:
    yield decisions["undelivered"], _weights(problem)


def by_period(outcome: Outcome) -> Floats:
    return (outcome["undelivered"] * _weights(outcome.problem)).sum(axis=(0, 1))
