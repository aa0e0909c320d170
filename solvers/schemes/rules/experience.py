"""Nobody without experience is at a post without those who supervise, and not too many are.

Where anybody who is not experienced is at a post, at least ``supervised_by`` experienced people
are too; of the others there are no more than ``learners_most``.
"""

from __future__ import annotations

import numpy as np

from solvers.engine.violation import Violation
from solvers.schemes.problem import Ints, SchemeProblem
from solvers.schemes.stating import Stating

NAME = "supervision and experience"


def check(problem: SchemeProblem, rotation: Ints) -> list[Violation]:
    supervising = problem.there(rotation, problem.experienced)
    learning = problem.there(rotation, ~problem.experienced)
    missing = np.where(learning > 0, np.maximum(problem.supervised_by - supervising, 0), 0)
    off = missing + np.maximum(learning - problem.learners_most, 0)
    return [
        Violation(NAME, f"{problem.posts[j]}, {problem.blocks[t]}", float(off[t, j]), "people")
        for t, j in np.argwhere(off).tolist()
    ]


def build(stating: Stating) -> None:
    problem = stating.problem
    experienced = np.flatnonzero(problem.experienced).tolist()
    learners = np.flatnonzero(~problem.experienced).tolist()
    for t, block in enumerate(problem.blocks):
        for j, post in enumerate(problem.posts):
            promise = NAME, f"{post}, {block}"
            supervising = stating.crew(t, j, experienced)
            learning = stating.crew(t, j, learners)
            stating.at_most(promise, learning, int(problem.learners_most[j]))
            wanted = int(problem.supervised_by[j])
            if wanted and learning:
                anybody = stating.model.new_bool_var(f"learning_{t}_{j}")
                stating.model.add_max_equality(anybody, learning)
                stating.at_least(promise, supervising, wanted, [anybody])
