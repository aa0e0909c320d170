"""People missing of those wanted at posts, summed over blocks."""

from __future__ import annotations

import numpy as np
from ortools.sat.python import cp_model

from solvers.schemes.problem import Ints, SchemeProblem
from solvers.schemes.stating import Stating

NAME = "unfilled"
UNIT = "people × blocks"
SCALE = 1


def measure(problem: SchemeProblem, rotation: Ints) -> int:
    return int(np.maximum(problem.wanted - problem.there(rotation), 0).sum())


def build(stating: Stating) -> cp_model.LinearExprT:
    missing = []
    for t, j in np.argwhere(stating.problem.wanted > 0).tolist():
        wanted = int(stating.problem.wanted[t, j])
        short = stating.model.new_int_var(0, wanted, f"unfilled_{t}_{j}")
        stating.model.add(short >= wanted - sum(stating.crew(t, j)))
        missing.append(short)
    return sum(missing)
