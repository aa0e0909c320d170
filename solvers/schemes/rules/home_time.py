"""A person is at posts of the home employer for no fewer than so many blocks."""

from __future__ import annotations

import numpy as np

from solvers.engine.violation import Violation
from solvers.schemes.problem import AWAY, Ints, SchemeProblem
from solvers.schemes.stating import Stating

NAME = "time at home"


def check(problem: SchemeProblem, rotation: Ints) -> list[Violation]:
    at_home = (problem.home[rotation] & (rotation != AWAY)).sum(axis=1)
    missing = problem.home_least - at_home
    return [
        Violation(NAME, problem.people[person], float(missing[person]), "blocks")
        for person in np.flatnonzero(missing > 0).tolist()
    ]


def build(stating: Stating) -> None:
    problem = stating.problem
    for person, name in enumerate(problem.people):
        blocks = [
            literal
            for block in problem.timelines[person]
            for literal in stating.at_home(person, block)
        ]
        stating.at_least((NAME, name), blocks, int(problem.home_least[person]))
