"""Blocks in a row of one kind of post are no fewer and no more than the kind asks for.

Time away ends a run. A run that time away or the last block cuts off may be short; one that began
before the first block goes on with what it had.
"""

from __future__ import annotations

from itertools import chain

from solvers.engine.violation import Violation
from solvers.schemes.problem import AWAY, Ints, SchemeProblem
from solvers.schemes.stating import Literal, Promise, Stating

NAME = "blocks in a row"


def check(problem: SchemeProblem, rotation: Ints) -> list[Violation]:
    broken = []
    kinds = problem.kinds_of(rotation)
    for person, name in enumerate(problem.people):
        last = _before(problem, person)
        run = int(problem.before_run[person]) if last != AWAY else 0
        for kind in kinds[person].tolist():
            if kind == AWAY:
                run, last = 0, AWAY
                continue
            if kind != last:
                broken += _short(problem, name, last, run)
                run, last = 0, kind
            run += 1
            # What was too long before the first block is not charged again, only what is added.
            if run > problem.run_most[kind]:
                broken.append(Violation(NAME, f"{name}, {problem.kinds[kind]}", 1.0, "blocks"))
    return broken


def _short(problem: SchemeProblem, name: str, kind: int, run: int) -> list[Violation]:
    missing = 0 if kind == AWAY else int(problem.run_least[kind]) - run
    if missing <= 0:
        return []
    return [Violation(NAME, f"{name}, {problem.kinds[kind]}", float(missing), "blocks")]


def _before(problem: SchemeProblem, person: int) -> int:
    """The kind of post before the first block."""
    post = int(problem.before[person])
    return AWAY if post == AWAY else int(problem.kind[post])


def build(stating: Stating) -> None:
    problem = stating.problem
    for person, name in enumerate(problem.people):
        for kind, told in enumerate(problem.kinds):
            promise = NAME, f"{name}, {told}"
            ran = int(problem.before_run[person]) if _before(problem, person) == kind else 0
            for stretch in problem.stretches[person]:
                run = ran if stretch[0] == 0 else 0
                at = [stating.of_kind(person, block, kind) for block in stretch]
                _most(stating, promise, at, kind, run)
                _least(stating, promise, at, kind, run)


def _most(stating: Stating, promise: Promise, at: list[list[Literal]], kind: int, run: int) -> None:
    """Of most + 1 blocks in a row, some of which may lie before the first, one is of another kind."""
    most = int(stating.problem.run_most[kind])
    for end in range(len(at)):
        first = end - most
        if first < -min(run, most):
            continue
        window = at[max(first, 0) : end + 1]
        if all(window):
            stating.at_most(promise, list(chain(*window)), len(window) - 1)


def _least(
    stating: Stating, promise: Promise, at: list[list[Literal]], kind: int, run: int
) -> None:
    """A run that begins goes on: at(i) − at(i−1) ≤ at(i+d) for d below the least."""
    least = int(stating.problem.run_least[kind])
    if run:
        for blocks in at[: max(least - run, 0)]:
            stating.at_least(promise, blocks, 1)
    for i in range(1 if run else 0, len(at)):
        before = at[i - 1] if i else []
        for later in at[i + 1 : i + least]:
            terms = at[i] + before + later
            each = [1] * len(at[i]) + [-1] * (len(before) + len(later))
            stating.at_most(promise, terms, 0, each)
