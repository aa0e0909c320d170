"""What a rotation is worth and which promises it breaks, measured without any model."""

from __future__ import annotations

from dataclasses import dataclass

from solvers.engine.violation import Violation
from solvers.rotation.problem import Ints, RotationProblem
from solvers.rotation.rules import RULES


@dataclass(frozen=True)
class Measured:
    """Points of each person, of all with what the worst-off counts for, and what is broken."""

    points: list[int]
    score: int
    violations: list[Violation]


def check(problem: RotationProblem, rotation: Ints) -> Measured:
    """Measure where everybody is in each period, (P, T)."""
    points = [problem.points(p, timetable) for p, timetable in enumerate(rotation)]
    score = sum(points) + problem.worst * min(points, default=0)
    return Measured(points, score, [v for rule in RULES for v in rule.check(problem, rotation)])
