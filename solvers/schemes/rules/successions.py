"""After a post of one kind comes one of the same kind or of a kind that may follow it.

Time away is left out: what comes after it follows what was before it.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from solvers.engine.violation import Violation
from solvers.schemes.problem import AWAY, Ints, SchemeProblem
from solvers.schemes.stating import Literal, Stating

NAME = "what comes next"


def check(problem: SchemeProblem, rotation: Ints) -> list[Violation]:
    broken = []
    kinds = problem.kinds_of(rotation)
    for person, name in enumerate(problem.people):
        post = int(problem.before[person])
        last = AWAY if post == AWAY else int(problem.kind[post])
        for block in problem.timelines[person]:
            kind = int(kinds[person, block])
            if kind == AWAY:
                continue
            if last not in (AWAY, kind) and not problem.follow[last, kind]:
                broken.append(Violation(NAME, f"{name}, {problem.blocks[block]}", 1.0, "blocks"))
            last = kind
    return broken


def build(stating: Stating) -> None:
    problem = stating.problem
    for person, name in enumerate(problem.people):
        timeline, post = problem.timelines[person], int(problem.before[person])
        if timeline and post != AWAY:
            never = _never(stating, person, timeline[0], int(problem.kind[post]))
            stating.at_most((NAME, f"{name}, {problem.blocks[timeline[0]]}"), never, 0)
        for earlier, block in pairwise(timeline):
            for kind in range(len(problem.kinds)):
                first = stating.of_kind(person, earlier, kind)
                never = _never(stating, person, block, kind)
                if first and never:
                    promise = NAME, f"{name}, {problem.blocks[block]}"
                    stating.at_most(promise, first + never, 1)


def _never(stating: Stating, person: int, block: int, last: int) -> list[Literal]:
    """Where the person cannot be in the block after a post of the kind."""
    problem = stating.problem
    posts = np.flatnonzero(~problem.follow[last, problem.kind] & (problem.kind != last))
    return stating.at(person, block, posts.tolist())
