"""Of those at a post, so many were there in the block before too: they hand over to the others.

It holds where somebody was at the post in the block before; an empty post asks for nobody.
"""

from __future__ import annotations

import numpy as np

from solvers.engine.violation import Violation
from solvers.schemes.problem import Ints, SchemeProblem
from solvers.schemes.stating import Literal, Stating

NAME = "people who stay on"


def check(problem: SchemeProblem, rotation: Ints) -> list[Violation]:
    count = problem.there(rotation)
    stayed = np.zeros_like(count)
    person, block = np.nonzero(problem.continued(rotation))
    np.add.at(stayed, (block, rotation[person, block]), 1)
    before = np.isin(np.arange(len(problem.posts)), problem.before)
    taken_over = (count > 0) & (np.vstack([before, count[:-1]]) > 0)
    missing = np.where(taken_over, np.maximum(problem.continuing - stayed, 0), 0)
    return [
        Violation(NAME, f"{problem.posts[j]}, {problem.blocks[t]}", float(missing[t, j]), "people")
        for t, j in np.argwhere(missing).tolist()
    ]


def build(stating: Stating) -> None:
    problem = stating.problem
    for j in np.flatnonzero(problem.continuing).tolist():
        before = j in problem.before
        anybody = [_anybody(stating, t, j) for t in range(len(problem.blocks))]
        for t, block in enumerate(problem.blocks):
            asked = anybody[max(t - 1, 0) : t + 1]
            given = [each for each in asked if each is not None]
            if len(given) < len(asked) or (t == 0 and not before):
                continue
            promise = NAME, f"{problem.posts[j]}, {block}"
            stating.at_least(promise, _stayed(stating, t, j), int(problem.continuing[j]), given)


def _anybody(stating: Stating, block: int, post: int) -> Literal | None:
    """True where anybody is at the post; None where nobody can be."""
    crew = stating.crew(block, post)
    if not crew:
        return None
    anybody = stating.model.new_bool_var(f"anybody_{block}_{post}")
    stating.model.add_max_equality(anybody, crew)
    return anybody


def _stayed(stating: Stating, block: int, post: int) -> list[Literal]:
    """One literal for each person who may be at the post now and in the block before."""
    if block == 0:
        return stating.crew(0, post, np.flatnonzero(stating.problem.before == post).tolist())
    found = []
    for person, (earlier, now) in enumerate(
        zip(stating.where[:, block - 1, post], stating.where[:, block, post], strict=True)
    ):
        if earlier is not None and now is not None:
            found.append(stating.both([earlier], now, f"stayed_{person}_{block}_{post}"))
    return found
