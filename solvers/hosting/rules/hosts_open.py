"""As many hosts are open as were asked for, where a number was.

Σ open[h,t] = hosts_open.
"""

from __future__ import annotations

import numpy as np

from solvers.engine.model import LinearModel
from solvers.engine.violation import Violation
from solvers.hosting.problem import HostingOutcome, HostingProblem
from solvers.hosting.rules.base import HostingColumns, broken

NAME = "hosts open"


def build(model: LinearModel, columns: HostingColumns, problem: HostingProblem) -> None:
    if problem.hosts_open is None:
        return
    number = float(problem.hosts_open)
    rows = model.add_rows(NAME, (problem.periods,), number, number, ("period",))
    model.add_terms(rows[None, :], columns.open)


def check(outcome: HostingOutcome) -> list[Violation]:
    problem = outcome.problem
    if problem.hosts_open is None:
        return []
    off = np.abs(outcome.open.sum(axis=0) - problem.hosts_open)[None, :]
    return broken(NAME, ("all hosts",), off, "hosts")
