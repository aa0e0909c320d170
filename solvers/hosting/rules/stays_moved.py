"""Once moved stays moved: a client keeps its host, and an open host stays open.

served[e,t] ≥ served[e,t−1] and open[h,t] ≥ open[h,t−1].
"""

from __future__ import annotations

import numpy as np

from solvers.engine.model import Ids, LinearModel
from solvers.engine.violation import Violation
from solvers.hosting.problem import HostingOutcome, HostingProblem
from solvers.hosting.rules.base import HostingColumns, broken

NAME = "stays moved"


def build(model: LinearModel, columns: HostingColumns, problem: HostingProblem) -> None:
    for ids in (columns.served, columns.open):
        _never_back(model, ids)


def _never_back(model: LinearModel, ids: Ids) -> None:
    rows = model.add_rows(NAME, (len(ids), ids.shape[1] - 1), lower=0.0)
    model.add_terms(rows, ids[:, 1:])
    model.add_terms(rows, ids[:, :-1], -1.0)


def check(outcome: HostingOutcome) -> list[Violation]:
    problem = outcome.problem
    back = np.zeros(problem.own_cost.shape)
    gone = np.maximum(0.0, -np.diff(outcome.served, axis=1, prepend=0.0))
    np.add.at(back, problem.pair_client, gone)
    closed = np.maximum(0.0, -np.diff(outcome.open, axis=1, prepend=0.0))
    return broken(NAME, problem.clients, back, "moved back") + broken(
        NAME, problem.hosts, closed, "closed again"
    )
