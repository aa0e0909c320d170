"""Staff lost to partners beyond tolerance and vacancy above the ceiling, by how critical.

Σ criticality[n] · (lost_beyond[n,t] + vacancy_above[n,t] · years[t]).
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from solvers.engine.model import Floats
from solvers.skillmix.decisions import Decisions, Index
from solvers.skillmix.measures.base import Term
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem

NAME = "destabilisation"
UNIT = "weighted WTE-years"
SLACK = 0.1


def terms(decisions: Decisions, problem: Problem, index: Index) -> Iterable[Term]:
    weight = problem.workforce.criticality[:, None]
    yield decisions["lost_beyond"], weight
    yield decisions["vacancy_above"], weight * problem.horizon.years


def by_post(outcome: Outcome) -> Floats:
    """The measure by group of posts and period, (N, T), from vacancy and losses themselves."""
    w = outcome.problem.workforce
    lost = np.maximum(0.0, outcome.drawn_by_post - w.loss_tolerance)
    ceiling = w.vacancy_ceiling[:, None] * outcome["establishment"]
    above = np.maximum(0.0, outcome["vacancy"] - ceiling)
    return w.criticality[:, None] * (lost + above * outcome.problem.horizon.years)


def by_period(outcome: Outcome) -> Floats:
    return by_post(outcome).sum(axis=0)
