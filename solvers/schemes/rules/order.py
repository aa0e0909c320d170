"""A kind of post that asks for another first is not gone to before a block of that one."""

from __future__ import annotations

import numpy as np

from solvers.engine.violation import Violation
from solvers.schemes.problem import AWAY, Ints, SchemeProblem
from solvers.schemes.stating import Literal, Stating

NAME = "what comes first"


def check(problem: SchemeProblem, rotation: Ints) -> list[Violation]:
    broken = []
    for person, name in enumerate(problem.people):
        had = {k for k in range(len(problem.kinds)) if problem.done[person, k] > 0}
        for kind in problem.kinds_of(rotation)[person].tolist():
            if kind == AWAY:
                continue
            missing = [f for f in np.flatnonzero(problem.after[kind]).tolist() if f not in had]
            broken += [
                Violation(NAME, f"{name}, {problem.kinds[kind]}", 1.0, "blocks") for _ in missing
            ]
            had.add(kind)
    return broken


def build(stating: Stating) -> None:
    problem = stating.problem
    for person, name in enumerate(problem.people):
        for kind, first in np.argwhere(problem.after).tolist():
            if problem.done[person, first] > 0:
                continue
            promise = NAME, f"{name}, {problem.kinds[kind]}"
            had: list[Literal] = []
            for block in problem.timelines[person]:
                here = stating.of_kind(person, block, kind)
                terms, each = here + had, [1] * len(here) + [-1] * len(had)
                stating.at_most(promise, terms, 0, each)
                had = had + stating.of_kind(person, block, first)
