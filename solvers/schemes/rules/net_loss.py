"""The home employer is in no block without more than it has backfill for (no net loss).

Σ away + Σ handover ≤ backfill in each block, in hundredths of a WTE working day: ``away`` is the
time that people at a post do not give to home, ``handover`` the days by which they come early
to the next post while they are still home's.
"""

from __future__ import annotations

import numpy as np

from solvers.engine.violation import Violation
from solvers.schemes.problem import PARTS, Ints, SchemeProblem
from solvers.schemes.stating import Literal, Stating

NAME = "no net loss at home"


def check(problem: SchemeProblem, rotation: Ints) -> list[Violation]:
    if not problem.no_net_loss:
        return []
    excess = problem.lost(rotation) - problem.backfill
    return [
        Violation(NAME, problem.blocks[t], float(excess[t]) / PARTS, "WTE days")
        for t in np.flatnonzero(excess > 0).tolist()
    ]


def build(stating: Stating) -> None:
    problem = stating.problem
    if not problem.no_net_loss:
        return
    for t, block in enumerate(problem.blocks):
        terms, each = lost(stating, t)
        stating.at_most((NAME, block), terms, int(problem.backfill[t]), each)


def lost(stating: Stating, block: int) -> tuple[list[Literal], list[int]]:
    """What the home employer is without in a block: literals, and the parts of each."""
    problem = stating.problem
    terms, each = list[Literal](), list[int]()
    for person, (away, handover) in enumerate(zip(problem.away, problem.handover, strict=True)):
        for post, literal in enumerate(stating.where[person, block]):
            if literal is not None and away[post]:
                terms.append(literal)
                each.append(int(away[post]))
        if block + 1 == len(problem.blocks):
            continue
        for post, literal in enumerate(stating.where[person, block + 1]):
            others = np.flatnonzero(problem.home & (np.arange(len(problem.posts)) != post))
            earlier = stating.at(person, block, others.tolist())
            if literal is not None and handover[post] and earlier:
                terms.append(stating.both(earlier, literal, f"comes_{person}_{block}_{post}"))
                each.append(int(handover[post]))
    return terms, each
