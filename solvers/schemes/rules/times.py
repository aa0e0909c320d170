"""A person has so many blocks of each kind of post in all, no fewer and no more."""

from __future__ import annotations

import numpy as np

from solvers.engine.violation import Violation
from solvers.schemes.problem import AWAY, Ints, SchemeProblem
from solvers.schemes.stating import Stating

NAME = "blocks of each kind"


def check(problem: SchemeProblem, rotation: Ints) -> list[Violation]:
    broken = []
    for person, kinds in enumerate(problem.kinds_of(rotation)):
        count = np.bincount(kinds[kinds != AWAY], minlength=len(problem.kinds))
        missing = problem.times_least[person] - count
        off = np.maximum(missing, 0) + np.maximum(count - problem.times_most[person], 0)
        for kind in np.flatnonzero(off).tolist():
            where = f"{problem.people[person]}, {problem.kinds[kind]}"
            broken.append(Violation(NAME, where, float(off[kind]), "blocks"))
    return broken


def build(stating: Stating) -> None:
    problem = stating.problem
    for person, name in enumerate(problem.people):
        for kind, told in enumerate(problem.kinds):
            promise = NAME, f"{name}, {told}"
            blocks = [
                literal
                for block in problem.timelines[person]
                for literal in stating.of_kind(person, block, kind)
            ]
            stating.at_least(promise, blocks, int(problem.times_least[person, kind]))
            stating.at_most(promise, blocks, int(problem.times_most[person, kind]))
