"""Only an open host serves.

served[e,t] ≤ open[host of e, t], pair by pair: the form whose relaxation is strong.
"""

from __future__ import annotations

import numpy as np

from solvers.engine.model import LinearModel
from solvers.engine.violation import Violation
from solvers.hosting.problem import HostingOutcome, HostingProblem
from solvers.hosting.rules.base import HostingColumns, broken

NAME = "open hosts"


def build(model: LinearModel, columns: HostingColumns, problem: HostingProblem) -> None:
    rows = model.add_rows(NAME, columns.served.shape, upper=0.0, axes=("pair", "period"))
    model.add_terms(rows, columns.served)
    model.add_terms(rows, columns.open[problem.pair_host], -1.0)


def check(outcome: HostingOutcome) -> list[Violation]:
    problem = outcome.problem
    off = np.zeros(outcome.open.shape)
    np.maximum.at(off, problem.pair_host, outcome.served - outcome.open[problem.pair_host])
    found = broken(NAME, problem.hosts, off, "served by a closed host")
    return found + broken(
        NAME, problem.hosts, np.abs(outcome.open - np.round(outcome.open)), "of a yes or no"
    )
