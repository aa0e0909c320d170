"""Two people who share a post take turns: one of them is there in every block, never both.

A block that both are away in asks for nobody.
"""

from __future__ import annotations

import numpy as np

from solvers.engine.violation import Violation
from solvers.schemes.problem import Ints, Pair, SchemeProblem
from solvers.schemes.stating import Stating

NAME = "people who share a post"


def check(problem: SchemeProblem, rotation: Ints) -> list[Violation]:
    broken = []
    for pair in problem.pairs:
        members = [pair.first, pair.second]
        for t, block in enumerate(problem.blocks):
            there = int(np.isin(rotation[members, t], pair.posts).sum())
            if problem.present[members, t].any() and there != 1:
                broken.append(Violation(NAME, f"{_told(problem, pair)}, {block}", 1.0, "people"))
    return broken


def build(stating: Stating) -> None:
    problem = stating.problem
    for pair in problem.pairs:
        for t, block in enumerate(problem.blocks):
            if problem.present[[pair.first, pair.second], t].any():
                members = (pair.first, pair.second)
                there = [one for post in pair.posts for one in stating.crew(t, post, members)]
                promise = NAME, f"{_told(problem, pair)}, {block}"
                stating.at_least(promise, there, 1)
                stating.at_most(promise, there, 1)


def _told(problem: SchemeProblem, pair: Pair) -> str:
    return f"{problem.people[pair.first]} and {problem.people[pair.second]}"
