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
    found: list[tuple[Literal, int]] = []
    for person in range(len(problem.people)):
        found += stating.weighed(person, block, problem.away[person])
        if block + 1 < len(problem.blocks):
            found += _comes_early(stating, person, block)
    return [literal for literal, _ in found], [parts for _, parts in found]


def _comes_early(stating: Stating, person: int, block: int) -> list[tuple[Literal, int]]:
    """The handover at the end of a block that a person is at home in."""
    problem, handover = stating.problem, stating.problem.handover[person]
    found: list[tuple[Literal, int]] = []
    for literal, parts in stating.weighed(person, block + 1, np.where(problem.home, 0, handover)):
        earlier = stating.at_home(person, block)
        if earlier:
            name = f"comes_{person}_{block}_{literal.index}"
            found.append((stating.both(earlier, literal, name), parts))
    for post in np.flatnonzero(problem.home & (handover != 0)).tolist():  # from another at home
        others = np.flatnonzero(problem.home & (np.arange(len(problem.posts)) != post))
        earlier = stating.at(person, block, others.tolist())
        for literal in stating.at(person, block + 1, [post]) if earlier else ():
            name = f"comes_{person}_{block}_{post}"
            found.append((stating.both(earlier, literal, name), int(handover[post])))
    return found
