"""A host that opens has work enough to be viable.

Σ demand · served[pairs of h, t] ≥ least[h,t] · open[h,t].
"""

from __future__ import annotations

import numpy as np

from solvers.engine.model import LinearModel
from solvers.engine.violation import Violation
from solvers.hosting.problem import HostingOutcome, HostingProblem
from solvers.hosting.rules.base import HostingColumns, broken

NAME = "least scale"


def build(model: LinearModel, columns: HostingColumns, problem: HostingProblem) -> None:
    if not (problem.least > 0).any():
        return
    rows = model.add_rows(NAME, problem.least.shape, lower=0.0, axes=("host", "period"))
    model.add_terms(rows[problem.pair_host], columns.served, problem.pair_demand)
    model.add_terms(rows, columns.open, -problem.least)


def check(outcome: HostingOutcome) -> list[Violation]:
    problem = outcome.problem
    short = np.where(outcome.open > 0.5, problem.least - outcome.work, 0.0)
    return broken(NAME, problem.hosts, short, "of work", problem.least)
