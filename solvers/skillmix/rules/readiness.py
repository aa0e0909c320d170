"""No team takes on more change at once than it is ready for.

Σ starts + transfers out and in + released ≤ limit[g,t], people of the team in WTE; a team
is an employer's staff of one staff group, or all its staff. Who takes a course counts in the
team they are of when they start; who is transferred into a team counts there too, but for
those who leave instead of moving. The limit is a surveyed share of the team's staff.
"""

from __future__ import annotations

import numpy as np

from solvers.engine.model import LinearModel
from solvers.engine.violation import Violation
from solvers.skillmix.decisions import Decisions, Index
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem
from solvers.skillmix.rules.base import breaches

NAME = "readiness"
AXES = ("team", "period")


def build(model: LinearModel, decisions: Decisions, problem: Problem, index: Index) -> None:
    readiness, transfers = problem.readiness, problem.transfers
    rows = model.add_rows(NAME, readiness.limit.shape, upper=readiness.limit, axes=AXES)
    inside = readiness.members
    for name, cells in (
        ("released", np.arange(inside.shape[1])),
        ("starts", problem.training.arc_from),
        ("transfers", transfers.arc_from),
    ):
        team, column = np.nonzero(inside[:, cells])
        model.add_terms(rows[team], decisions[name][column])
    joins = inside[:, transfers.arc_to] & ~inside[:, transfers.arc_from]
    team, arc = np.nonzero(joins)
    stay = 1.0 - transfers.leave_share[transfers.arc_move]
    model.add_terms(rows[team], decisions["transfers"][arc], stay[arc, None])


def check(outcome: Outcome) -> list[Violation]:
    limit = outcome.problem.readiness.limit
    some = np.isfinite(limit)
    off = np.where(some, outcome.team_change - limit, 0.0)
    return breaches(outcome, NAME, "WTE", AXES, off, np.where(some, limit, 1.0))
