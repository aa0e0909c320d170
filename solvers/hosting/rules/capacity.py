"""No host has more work than it can do.

Σ demand · served[pairs of h, t] ≤ capacity[h,t] · open[h,t], where there is a limit.
"""

from __future__ import annotations

import numpy as np

from solvers.engine.model import LinearModel
from solvers.engine.violation import Violation
from solvers.hosting.problem import HostingOutcome, HostingProblem
from solvers.hosting.rules.base import HostingColumns, broken

NAME = "capacity"


def build(model: LinearModel, columns: HostingColumns, problem: HostingProblem) -> None:
    limited = np.isfinite(problem.capacity)
    if not limited.any():
        return
    rows = model.add_rows(
        NAME, limited.shape, upper=np.where(limited, 0.0, np.inf), axes=("host", "period")
    )
    model.add_terms(rows[problem.pair_host], columns.served, problem.pair_demand)
    model.add_terms(rows, columns.open, -np.where(limited, problem.capacity, 0.0))


def check(outcome: HostingOutcome) -> list[Violation]:
    problem = outcome.problem
    return broken(
        NAME, problem.hosts, outcome.work - problem.capacity, "of work", problem.demand.sum()
    )
