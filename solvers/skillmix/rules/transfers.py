"""No more people move by an agreement than it allows.

Σ transfers[move, t] ≤ max_per_year · years[t], WTE, over all posts and profiles.
"""

from __future__ import annotations

import numpy as np

from solvers.engine.model import LinearModel
from solvers.engine.violation import Violation
from solvers.skillmix.decisions import Decisions, Index
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem
from solvers.skillmix.rules.base import breaches

NAME = "transfers"
AXES = ("move", "period")


def build(model: LinearModel, decisions: Decisions, problem: Problem, index: Index) -> None:
    transfers = problem.transfers
    rows = model.add_rows(NAME, transfers.most.shape, upper=transfers.most, axes=AXES)
    model.add_terms(rows[transfers.arc_move], decisions["transfers"])


def check(outcome: Outcome) -> list[Violation]:
    transfers = outcome.problem.transfers
    moved = np.zeros(transfers.most.shape)
    np.add.at(moved, transfers.arc_move, outcome["transfers"])
    limit = np.where(np.isinf(transfers.most), moved, transfers.most)
    return breaches(outcome, NAME, "WTE", AXES, moved - limit, limit)
