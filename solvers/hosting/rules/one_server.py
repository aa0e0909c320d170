"""Every client is served by itself or by one host, in every period.

alone[i,t] + Σ served[pairs of i, t] = 1, and each is 0 or 1; who cannot serve itself
is served by a host.
"""

from __future__ import annotations

import numpy as np

from solvers.engine.model import LinearModel
from solvers.engine.violation import Violation
from solvers.hosting.problem import HostingOutcome, HostingProblem
from solvers.hosting.rules.base import HostingColumns, broken

NAME = "one server"


def build(model: LinearModel, columns: HostingColumns, problem: HostingProblem) -> None:
    rows = model.add_rows(NAME, problem.own_cost.shape, 1.0, 1.0, ("client", "period"))
    model.add_terms(rows, columns.alone)
    model.add_terms(rows[problem.pair_client], columns.served)


def check(outcome: HostingOutcome) -> list[Violation]:
    problem = outcome.problem
    servers = outcome.alone.copy()
    np.add.at(servers, problem.pair_client, outcome.served)
    found = broken(NAME, problem.clients, np.abs(servers - 1.0), "servers")
    parts = np.abs(outcome.served - np.round(outcome.served))
    found += broken(NAME, _pair_names(problem), parts, "of a yes or no")
    found += broken(
        NAME, problem.clients, np.abs(outcome.alone - np.round(outcome.alone)), "of a yes or no"
    )
    cannot = np.where(np.isinf(problem.own_cost), outcome.alone, 0.0)
    return found + broken(NAME, problem.clients, cannot, "served by itself")


def _pair_names(problem: HostingProblem) -> tuple[str, ...]:
    return tuple(
        f"{problem.clients[i]} by {problem.hosts[h]}"
        for i, h in zip(problem.pair_client, problem.pair_host, strict=True)
    )
