"""A placement is gone on once, for as long as it takes, without a break."""

from __future__ import annotations

from solvers.engine.violation import Violation
from solvers.rotation.problem import Ints, RotationProblem

NAME = "whole placements"


def check(problem: RotationProblem, rotation: Ints) -> list[Violation]:
    broken = []
    for person, timetable in zip(problem.people, rotation, strict=True):
        seen = set()
        for stay in problem.stays(timetable):
            where = f"{person}, {problem.placements[stay.placement]}, period {stay.first + 1}"
            off = abs(stay.periods - int(problem.length[stay.placement]))
            if off:
                broken.append(Violation(NAME, where, off, "periods"))
            if stay.placement in seen:
                broken.append(Violation(NAME, f"{where}, again", 1.0, "placements"))
            seen.add(stay.placement)
    return broken
