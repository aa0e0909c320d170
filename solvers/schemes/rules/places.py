"""A post has no fewer people than it must have, and no more than it can, in each block."""

from __future__ import annotations

import numpy as np

from solvers.engine.violation import Violation
from solvers.schemes.problem import Ints, SchemeProblem
from solvers.schemes.stating import Stating

NAME = "people at each post"


def check(problem: SchemeProblem, rotation: Ints) -> list[Violation]:
    count = problem.there(rotation)
    off = np.maximum(problem.least - count, 0) + np.maximum(count - problem.most, 0)
    return [
        Violation(NAME, f"{problem.posts[j]}, {problem.blocks[t]}", float(off[t, j]), "people")
        for t, j in np.argwhere(off).tolist()
    ]


def build(stating: Stating) -> None:
    problem = stating.problem
    for t, block in enumerate(problem.blocks):
        for j, post in enumerate(problem.posts):
            promise, crew = (NAME, f"{post}, {block}"), stating.crew(t, j)
            stating.at_least(promise, crew, int(problem.least[t, j]))
            stating.at_most(promise, crew, int(problem.most[t, j]))
