"""Travel, and wishes that are not met, of everybody in all blocks."""

from __future__ import annotations

from ortools.sat.python import cp_model

from solvers.schemes.problem import AWAY, Ints, SchemeProblem
from solvers.schemes.stating import Stating

NAME = "burden"
UNIT = "minutes a day × blocks"
SCALE = 1


def each_person(problem: SchemeProblem, rotation: Ints) -> list[int]:
    """What all blocks come to for each person."""
    return [
        sum(
            int(problem.burden[person, block, post])
            for block, post in enumerate(posts.tolist())
            if post != AWAY
        )
        for person, posts in enumerate(rotation)
    ]


def measure(problem: SchemeProblem, rotation: Ints) -> int:
    return sum(each_person(problem, rotation))


def build(stating: Stating) -> cp_model.LinearExprT:
    return sum(build_each(stating))


def build_each(stating: Stating) -> list[cp_model.LinearExprT]:
    """The same of each person."""
    problem = stating.problem
    found: list[cp_model.LinearExprT] = []
    for person, timeline in enumerate(problem.timelines):
        terms, each = [], []
        for block in timeline:
            for post, literal in enumerate(stating.where[person, block]):
                if literal is not None and problem.burden[person, block, post]:
                    terms.append(literal)
                    each.append(int(problem.burden[person, block, post]))
        found.append(cp_model.LinearExpr.weighted_sum(terms, each))
    return found
