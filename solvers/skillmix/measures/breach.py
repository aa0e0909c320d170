"""Spending above budget beyond what the budget's rule allows. k£.

Only today's way of working can have any; in a plan it is a broken rule.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from solvers.engine.model import Floats
from solvers.skillmix.decisions import Decisions, Index
from solvers.skillmix.measures.base import Term
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem

NAME = "breach"
UNIT = "k£"
SLACK = 0.1


def terms(decisions: Decisions, problem: Problem, index: Index) -> Iterable[Term]:
    yield decisions["breach"], 1.0


def by_period(outcome: Outcome) -> Floats:
    return np.asarray(outcome["breach"].sum(axis=0))
