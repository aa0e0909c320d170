"""A person is on no placement in a period in which they cannot be, such as of leave."""

from __future__ import annotations

import numpy as np

from solvers.engine.violation import Violation
from solvers.rotation.problem import HOME, Ints, RotationProblem

NAME = "periods a person is there"


def check(problem: RotationProblem, rotation: Ints) -> list[Violation]:
    return [
        Violation(NAME, f"{problem.people[person]}, period {period + 1}", 1.0, "periods")
        for person, period in np.argwhere((rotation != HOME) & ~problem.present).tolist()
    ]
