"""A person goes on no more than so many placements with one host."""

from __future__ import annotations

import numpy as np

from solvers.engine.violation import Violation
from solvers.rotation.problem import Ints, RotationProblem

NAME = "placements with one host"


def check(problem: RotationProblem, rotation: Ints) -> list[Violation]:
    broken = []
    for name, timetable in zip(problem.people, rotation, strict=True):
        hosts = [stay.host for stay in problem.stays(timetable)]
        excess = np.bincount(hosts, minlength=len(problem.hosts)) - problem.most_with_host
        broken += [
            Violation(NAME, f"{name}, {problem.hosts[h]}", float(excess[h]), "placements")
            for h in np.flatnonzero(excess > 0).tolist()
        ]
    return broken
