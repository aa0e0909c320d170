"""Who is open for others serves itself.

Σ served[pairs of the host's own client, t] + open[h,t] ≤ 1, where the host is a client.
"""

from __future__ import annotations

import numpy as np

from solvers.engine.model import LinearModel
from solvers.engine.violation import Violation
from solvers.hosting.problem import HostingOutcome, HostingProblem
from solvers.hosting.rules.base import HostingColumns, broken

NAME = "own work"


def build(model: LinearModel, columns: HostingColumns, problem: HostingProblem) -> None:
    if problem.host_client is None:
        return
    host, pair = _own_pairs(problem, problem.host_client)
    rows = model.add_rows(NAME, columns.open.shape, upper=1.0, axes=("host", "period"))
    model.add_terms(rows, columns.open)
    model.add_terms(rows[host], columns.served[pair])


def _own_pairs(problem: HostingProblem, client: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    host, pair = np.nonzero(client[:, None] == problem.pair_client[None, :])
    return host, pair


def check(outcome: HostingOutcome) -> list[Violation]:
    problem = outcome.problem
    if problem.host_client is None:
        return []
    host, pair = _own_pairs(problem, problem.host_client)
    both = outcome.open - 1.0
    np.add.at(both, host, outcome.served[pair])
    return broken(NAME, problem.hosts, both, "of a host served by another")
