"""Of those at a post, so many were there in the block before too: they hand over to the others.

In the first block it holds for posts that somebody was at before; an empty post asks for nobody.
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
    missing = np.where(count > 0, np.maximum(problem.continuing - stayed, 0), 0)
    known = np.isin(np.arange(len(problem.posts)), problem.before)
    missing[0, ~known] = 0
    return [
        Violation(NAME, f"{problem.posts[j]}, {problem.blocks[t]}", float(missing[t, j]), "people")
        for t, j in np.argwhere(missing).tolist()
    ]


def build(stating: Stating) -> None:
    problem = stating.problem
    for j in np.flatnonzero(problem.continuing).tolist():
        for t, block in enumerate(problem.blocks):
            crew = stating.crew(t, j)
            if not crew or (t == 0 and j not in problem.before):
                continue
            anybody = stating.model.new_bool_var(f"anybody_{t}_{j}")
            stating.model.add_max_equality(anybody, crew)
            promise = NAME, f"{problem.posts[j]}, {block}"
            stating.at_least(promise, _stayed(stating, t, j), int(problem.continuing[j]), anybody)


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
