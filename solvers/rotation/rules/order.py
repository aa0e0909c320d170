"""A placement that needs another before it begins after that one has begun."""

from __future__ import annotations

import numpy as np

from solvers.engine.violation import Violation
from solvers.rotation.problem import Ints, RotationProblem

NAME = "placements in order"


def check(problem: RotationProblem, rotation: Ints) -> list[Violation]:
    broken = []
    for name, timetable in zip(problem.people, rotation, strict=True):
        begun = set[int]()
        for stay in problem.stays(timetable):
            for earlier in np.flatnonzero(problem.before[stay.placement]).tolist():
                if earlier not in begun:
                    then, first = problem.placements[stay.placement], problem.placements[earlier]
                    broken.append(
                        Violation(NAME, f"{name}, {then} without {first}", 1.0, "placements")
                    )
            begun.add(stay.placement)
    return broken
