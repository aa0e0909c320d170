"""People of one group are at posts of one kind in each block that they are not away in."""

from __future__ import annotations

from collections.abc import Iterator

from solvers.engine.violation import Violation
from solvers.schemes.problem import AWAY, Ints, SchemeProblem
from solvers.schemes.stating import Stating

NAME = "groups that go together"


def check(problem: SchemeProblem, rotation: Ints) -> list[Violation]:
    kinds = problem.kinds_of(rotation)
    broken = []
    for leader, member, block in _together(problem):
        a, b = int(kinds[leader, block]), int(kinds[member, block])
        if a != b and AWAY not in (a, b):
            where = _where(problem, leader, member, block)
            broken.append(Violation(NAME, where, 1.0, "blocks"))
    return broken


def build(stating: Stating) -> None:
    problem = stating.problem
    for leader, member, block in _together(problem):
        promise = NAME, _where(problem, leader, member, block)
        for kind in range(len(problem.kinds)):
            one = stating.of_kind(leader, block, kind)
            other = stating.of_kind(member, block, kind)
            each = [1] * len(one) + [-1] * len(other)
            stating.at_most(promise, one + other, 0, each)


def _together(problem: SchemeProblem) -> Iterator[tuple[int, int, int]]:
    """The first of a group who is there in a block, each other who is, and the block."""
    for team in problem.teams:
        for block in range(len(problem.blocks)):
            there = [person for person in team if problem.present[person, block]]
            for member in there[1:]:
                yield there[0], member, block


def _where(problem: SchemeProblem, leader: int, member: int, block: int) -> str:
    return f"{problem.people[leader]} and {problem.people[member]}, {problem.blocks[block]}"
