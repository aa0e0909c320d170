"""A person is at a post that they may be at in that block, and at one wherever they are not away.

What may be follows from scope of practice, travel, notice, leave and what is fixed by hand.
"""

from __future__ import annotations

import numpy as np

from solvers.engine.violation import Violation
from solvers.schemes.problem import AWAY, Ints, SchemeProblem
from solvers.schemes.stating import Stating

NAME = "where a person may be"


def check(problem: SchemeProblem, rotation: Ints) -> list[Violation]:
    person, block = np.indices(rotation.shape)
    may = problem.may[person, block, rotation] & (rotation != AWAY)
    wrong = np.where(problem.present, ~may, rotation != AWAY)
    return [
        Violation(NAME, _where(problem, p, t), 1.0, "blocks")
        for p, t in np.argwhere(wrong).tolist()
    ]


def build(stating: Stating) -> None:
    problem = stating.problem
    if not stating.forgiving:
        return  # nobody is given any other place
    for person, timeline in enumerate(problem.timelines):
        for block in timeline:
            never = np.flatnonzero(~problem.may[person, block]).tolist()
            promise = NAME, _where(problem, person, block)
            stating.at_most(promise, stating.at(person, block, never), 0)


def _where(problem: SchemeProblem, person: int, block: int) -> str:
    return f"{problem.people[person]}, {problem.blocks[block]}"
