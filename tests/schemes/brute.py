"""Every rotation there is, by trying: nothing of the model and nothing of the search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np

from solvers.schemes.check import check
from solvers.schemes.problem import AWAY, SchemeProblem
from solvers.schemes.rules import RULES
from solvers.schemes.search import AIMS, Aim
from solvers.schemes.stating import Promise


def rotations(problem: SchemeProblem, anywhere: bool = False) -> Iterator[np.ndarray]:
    """All in which each person is at a post that they may be at, or ``anywhere``, unless away."""
    ways = []
    for present, may in zip(
        problem.present.ravel(), problem.may.reshape(-1, len(problem.posts)), strict=True
    ):
        there = np.flatnonzero(may | anywhere).tolist()
        ways.append(there if present else [AWAY])
    for posts in product(*ways):
        yield np.array(posts, np.int64).reshape(problem.present.shape)


def keeping(problem: SchemeProblem) -> list[np.ndarray]:
    """All that break no rule."""
    return [
        rotation
        for rotation in rotations(problem)
        if not any(rule.check(problem, rotation) for rule in RULES)
    ]


def best(
    problem: SchemeProblem, every: list[np.ndarray], aims: Sequence[Aim] = AIMS
) -> list[int] | None:
    """What each aim comes to at best, those before it held; None where there is no rotation."""
    values = [check(problem, rotation).values for rotation in every]
    found = []
    for aim in aims:
        if not values:
            return None
        least = min(value[aim.measure.NAME] for value in values)
        found.append(least)
        values = [v for v in values if v[aim.measure.NAME] <= aim.most(least)]
    return found


def broken(problem: SchemeProblem, rotation: np.ndarray) -> frozenset[Promise]:
    """The promises that a rotation breaks."""
    return frozenset((v.rule, v.where) for v in check(problem, rotation).violations)
