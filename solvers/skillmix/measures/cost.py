"""All that the place spends on its workforce, whoever pays: employers and funds. k£."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from solvers.engine.model import Floats
from solvers.skillmix.decisions import Decisions, Index
from solvers.skillmix.measures.base import Term
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem
from solvers.skillmix.spending import spending_terms

NAME = "cost"
UNIT = "k£"
SLACK = 1.0


def terms(decisions: Decisions, problem: Problem, index: Index) -> Iterable[Term]:
    for term in spending_terms(decisions, problem):
        if term.line != "reimbursement":
            yield term.columns, term.amounts
    training = problem.training
    by_fund = np.where(training.fund >= 0, training.cost, 0.0)[training.arc_course]
    yield decisions["starts"], by_fund[:, None]


def by_period(outcome: Outcome) -> Floats:
    training = outcome.problem.training
    by_fund = np.where(training.fund >= 0, training.cost, 0.0)[training.arc_course]
    total = (outcome["starts"] * by_fund[:, None]).sum(axis=0)
    for line, amounts in outcome.spending.items():
        if line != "reimbursement":
            total = total + amounts.sum(axis=0)
    return total
