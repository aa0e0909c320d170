"""WTE missing of what is wanted at posts, summed over blocks."""

from __future__ import annotations

import numpy as np
from ortools.sat.python import cp_model

from solvers.schemes.problem import PARTS, Ints, SchemeProblem
from solvers.schemes.stating import Stating

NAME = "unfilled"
UNIT = "WTE × blocks"
SCALE = PARTS


def measure(problem: SchemeProblem, rotation: Ints) -> int:
    return int(np.maximum(problem.wanted - problem.given(rotation), 0).sum())


def build(stating: Stating) -> cp_model.LinearExprT:
    problem, missing = stating.problem, list[cp_model.IntVar]()
    for t, j in np.argwhere(problem.wanted > 0).tolist():
        wanted = int(problem.wanted[t, j])
        there = [p for p, one in enumerate(stating.where[:, t, j]) if one is not None]
        # More than is wanted is worth no more: it tightens the relaxation to say so of each.
        each = np.minimum(problem.gives[there, j], wanted).tolist()
        given = cp_model.LinearExpr.weighted_sum(stating.crew(t, j), each)
        short = stating.model.new_int_var(0, wanted, f"unfilled_{t}_{j}")
        stating.model.add(short >= wanted - given)
        missing.append(short)
    return sum(missing)
