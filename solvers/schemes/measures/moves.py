"""Changes of post from one block to the next, of everybody. Time away is left out."""

from __future__ import annotations

from itertools import pairwise

from ortools.sat.python import cp_model

from solvers.schemes.problem import AWAY, Ints, SchemeProblem
from solvers.schemes.stating import Stating

NAME = "moves"
UNIT = "changes of post"
SCALE = 1


def each_person(problem: SchemeProblem, rotation: Ints) -> list[int]:
    """Changes of each person; the first block counts where the post before it is known."""
    found = []
    for before, posts in zip(problem.before.tolist(), rotation.tolist(), strict=True):
        line = [post for post in [before, *posts] if post != AWAY]
        found.append(sum(a != b for a, b in pairwise(line)))
    return found


def measure(problem: SchemeProblem, rotation: Ints) -> int:
    return sum(each_person(problem, rotation))


def build(stating: Stating) -> cp_model.LinearExprT:
    problem, moves = stating.problem, list[cp_model.LinearExprT]()
    for person, timeline in enumerate(problem.timelines):
        before = int(problem.before[person])
        if timeline and before != AWAY:
            stays = stating.at(person, timeline[0], [before])
            moves.append(1 - sum(stays))
        for earlier, block in pairwise(timeline):
            stays = []
            for post, (was, now) in enumerate(
                zip(stating.where[person, earlier], stating.where[person, block], strict=True)
            ):
                if was is not None and now is not None:
                    stay = stating.model.new_bool_var(f"stays_{person}_{block}_{post}")
                    stating.model.add_implication(stay, was)
                    stating.model.add_implication(stay, now)
                    stays.append(stay)
            moves.append(1 - sum(stays))
    return sum(moves)
