"""A person goes on so many placements of each group, no more and no fewer."""

from __future__ import annotations

import numpy as np

from solvers.engine.violation import Violation
from solvers.rotation.problem import Ints, RotationProblem

NAME = "placements required"


def check(problem: RotationProblem, rotation: Ints) -> list[Violation]:
    broken = []
    for name, timetable, required in zip(problem.people, rotation, problem.required, strict=True):
        gone_on = {stay.placement for stay in problem.stays(timetable)}
        groups = problem.group[sorted(gone_on)]
        off = np.bincount(groups, minlength=len(required)) - required
        broken += [
            Violation(NAME, f"{name}, group {g + 1}", float(abs(off[g])), "placements")
            for g in np.flatnonzero(off).tolist()
        ]
    return broken
