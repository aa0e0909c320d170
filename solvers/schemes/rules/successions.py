"""After a post of one kind comes one of the same kind or of a kind that may follow it.

Anything may come after time away.
"""

from __future__ import annotations

from itertools import chain, pairwise

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
        for block, kind in enumerate(kinds[person].tolist()):
            if AWAY not in (last, kind) and last != kind and not problem.follow[last, kind]:
                broken.append(Violation(NAME, f"{name}, {problem.blocks[block]}", 1.0, "blocks"))
            last = kind
    return broken


def build(stating: Stating) -> None:
    problem = stating.problem
    for person, name in enumerate(problem.people):
        post = int(problem.before[person])
        if post != AWAY and problem.present[person, 0]:
            never = _never(stating, person, 0, int(problem.kind[post]))
            stating.at_most((NAME, f"{name}, {problem.blocks[0]}"), never, 0)
        for earlier, block in chain(*(pairwise(each) for each in problem.stretches[person])):
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
