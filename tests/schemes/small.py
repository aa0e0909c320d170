"""A small scheme in which everything is allowed, to change one thing in; rotations as letters."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import numpy as np

from solvers.schemes.problem import AWAY, SchemeProblem

#: Posts: two practices of hosts; the control room and the car are of the home employer.
NORTH, SOUTH, CONTROL, CAR = range(4)
LETTERS = {"n": NORTH, "s": SOUTH, "c": CONTROL, "r": CAR, "-": AWAY}
#: Kinds of post.
PRACTICE, ROOM, RESPONSE = range(3)
NAMES = ("Ann", "Bob", "Cat", "Dan")


def small(people: int = 2, blocks: int = 3, **changes: Any) -> SchemeProblem:
    """Everybody may be anywhere at any time, and no rule asks for anything."""
    posts, kinds = 4, 3
    facts: dict[str, Any] = {
        "people": NAMES[:people],
        "blocks": tuple(f"block {t + 1}" for t in range(blocks)),
        "posts": ("North", "South", "control", "car"),
        "kinds": ("practice", "room", "response"),
        "kind": np.array([PRACTICE, PRACTICE, ROOM, RESPONSE]),
        "home": np.array([False, False, True, True]),
        "present": np.ones((people, blocks), bool),
        "may": np.ones((people, blocks, posts), bool),
        "before": np.full(people, AWAY),
        "before_run": np.zeros(people, np.int64),
        "done": np.zeros((people, kinds), np.int64),
        "away": np.zeros((people, posts), np.int64),
        "handover": np.zeros((people, posts), np.int64),
        "backfill": np.zeros(blocks, np.int64),
        "no_net_loss": False,
        "least": np.zeros((blocks, posts), np.int64),
        "most": np.full((blocks, posts), people),
        "wanted": np.zeros((blocks, posts), np.int64),
        "gives": np.ones((people, posts), np.int64),
        "experienced": np.zeros(people, bool),
        "supervised_by": np.zeros(posts, np.int64),
        "learners_most": np.full(posts, people),
        "continuing": np.zeros(posts, np.int64),
        "run_least": np.ones(kinds, np.int64),
        "run_most": np.full(kinds, blocks),
        "follow": np.ones((kinds, kinds), bool),
        "after": np.zeros((kinds, kinds), bool),
        "times_least": np.zeros((people, kinds), np.int64),
        "times_most": np.full((people, kinds), blocks),
        "home_least": np.zeros(people, np.int64),
        "pairs": (),
        "group": np.full(people, -1),
        "gain": np.zeros(kinds, np.int64),
        "burden": np.zeros((people, blocks, posts), np.int64),
    }
    unknown = set(changes) - set(facts)
    assert not unknown, unknown
    return SchemeProblem(**{**facts, **changes})


def lines(*people: str) -> np.ndarray:
    """A letter for each block of each person: n(orth), s(outh), c(ontrol), r(esponse car), - away."""
    return np.array([[LETTERS[letter] for letter in line] for line in people], np.int64)


def told(rule: ModuleType, problem: SchemeProblem, *people: str) -> list[tuple[str, float]]:
    """Where a rule is broken, and by how much."""
    violations = rule.check(problem, lines(*people))
    assert {violation.rule for violation in violations} <= {rule.NAME}
    return [(violation.where, violation.amount) for violation in violations]


def away_in(problem_blocks: int, *gone: tuple[int, int], people: int = 2) -> np.ndarray:
    """(P, T) that everybody is there in but for some persons in some blocks."""
    present = np.ones((people, problem_blocks), bool)
    for person, block in gone:
        present[person, block] = False
    return present


def with_one(
    shape: tuple[int, ...], where: tuple[int, ...], value: int, rest: int = 0
) -> np.ndarray:
    """The same figure everywhere but for one."""
    figures = np.full(shape, rest)
    figures[where] = value
    return figures
