"""Solving a hosting problem to a proven optimum, and checking what comes out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from solvers.engine.limits import Limits
from solvers.engine.mathopt import solve
from solvers.engine.model import Assembled, Floats, LinearModel
from solvers.engine.status import Status
from solvers.engine.violation import Violation
from solvers.hosting.problem import HostingOutcome, HostingProblem
from solvers.hosting.rules import RULES
from solvers.hosting.rules.base import HostingColumns


@dataclass(frozen=True)
class HostingResult:
    """What the search found; ``outcome`` is None without one, ``bound`` holds either way.

    ``broken`` says what the check found: empty, or the outcome is not to be used.
    """

    status: Status
    outcome: HostingOutcome | None
    bound: float
    broken: tuple[Violation, ...] = ()


def solve_hosting(problem: HostingProblem, limits: Limits) -> HostingResult:
    """Serve every client at least cost.

    The relaxation that binds each pair to its host is mostly whole, so that the integer
    search has little left to do.
    """
    model, columns, objective = state(problem)
    found = solve(model, objective, limits, algorithm="choose")
    if not found.status.has_outcome:
        return HostingResult(found.status, None, found.bound)
    outcome = HostingOutcome(
        problem, found.x[columns.alone], found.x[columns.served], found.x[columns.open]
    )
    return HostingResult(found.status, outcome, found.bound, tuple(check(outcome)))


def check(outcome: HostingOutcome) -> list[Violation]:
    """Every broken promise of every rule, without the model."""
    return [one for rule in RULES for one in rule.check(outcome)]


def state(problem: HostingProblem) -> tuple[Assembled, HostingColumns, Floats]:
    """The model, its columns, and what each column costs."""
    model = LinearModel()
    can = np.isfinite(problem.own_cost)
    columns = HostingColumns(
        alone=model.add_columns("alone", can.shape, upper=can.astype(float), integer=True),
        served=model.add_columns("served", problem.pair_cost.shape, upper=1.0, integer=True),
        open=model.add_columns("open", problem.fixed_cost.shape, upper=1.0, integer=True),
    )
    for rule in RULES:
        rule.build(model, columns, problem)
    objective = np.zeros(model.n_columns)
    objective[columns.alone] = np.where(can, problem.own_cost, 0.0)
    objective[columns.served] = problem.pair_cost
    # Paid in the period of moving: what is served now and was not before.
    objective[columns.served] += problem.move_cost[:, None]
    objective[columns.served[:, :-1]] -= problem.move_cost[:, None]
    objective[columns.open] = problem.fixed_cost
    return model.assemble(), columns, objective
