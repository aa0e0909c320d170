"""A person goes only on placements, and only to hosts, that they may go to."""

from __future__ import annotations

from solvers.engine.violation import Violation
from solvers.rotation.problem import Ints, RotationProblem

NAME = "placements a person may go on"


def check(problem: RotationProblem, rotation: Ints) -> list[Violation]:
    return [
        Violation(
            NAME,
            f"{name}, {problem.placements[stay.placement]} with {problem.hosts[stay.host]}",
            1.0,
            "placements",
        )
        for person, name in enumerate(problem.people)
        for stay in problem.stays(rotation[person])
        if not problem.able[person, stay.host, stay.placement]
    ]
