"""Competence in kinds of post that people do not come to have: each person and kind counts once."""

from __future__ import annotations

import numpy as np
from ortools.sat.python import cp_model

from solvers.schemes.problem import AWAY, Bools, Ints, SchemeProblem
from solvers.schemes.stating import Stating

NAME = "not_gained"
UNIT = "people × kinds of post"
SCALE = 1


def gained(problem: SchemeProblem, rotation: Ints) -> Bools:
    """(P, K) who has had enough blocks of each kind that makes people competent."""
    kinds = problem.kinds_of(rotation)
    count = np.stack(
        [((kinds == k) & (kinds != AWAY)).sum(axis=1) for k in range(len(problem.kinds))]
    )
    enough: Bools = (problem.gain > 0) & (problem.done + count.T >= problem.gain)
    return enough


def measure(problem: SchemeProblem, rotation: Ints) -> int:
    return int(((problem.gain > 0) & ~gained(problem, rotation)).sum())


def build(stating: Stating) -> cp_model.LinearExprT:
    problem, missing = stating.problem, []
    for person, timeline in enumerate(problem.timelines):
        for kind in np.flatnonzero(problem.gain).tolist():
            needed = int(problem.gain[kind] - problem.done[person, kind])
            if needed <= 0:
                continue
            blocks = [x for block in timeline for x in stating.of_kind(person, block, kind)]
            lacks = stating.model.new_bool_var(f"lacks_{person}_{kind}")
            stating.model.add(sum(blocks) + needed * lacks >= needed)
            missing.append(lacks)
    return sum(missing)
