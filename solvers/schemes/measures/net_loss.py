"""What the home employer is without beyond its backfill, summed over blocks."""

from __future__ import annotations

import numpy as np
from ortools.sat.python import cp_model

from solvers.schemes.problem import PARTS, Ints, SchemeProblem
from solvers.schemes.rules.net_loss import lost
from solvers.schemes.stating import Stating

NAME = "net_loss"
UNIT = "WTE days"
SCALE = PARTS


def measure(problem: SchemeProblem, rotation: Ints) -> int:
    return int(np.maximum(problem.lost(rotation) - problem.backfill, 0).sum())


def build(stating: Stating) -> cp_model.LinearExprT:
    problem, losses = stating.problem, []
    if problem.no_net_loss and not stating.forgiving:
        return 0
    for block in range(len(problem.blocks)):
        terms, each = lost(stating, block)
        most = max(0, sum(each) - int(problem.backfill[block]))
        loss = stating.model.new_int_var(0, most, f"lost_{block}")
        total = cp_model.LinearExpr.weighted_sum(terms, each)
        stating.model.add(loss >= total - int(problem.backfill[block]))
        losses.append(loss)
    return sum(losses)
