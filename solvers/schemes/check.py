"""What a rotation comes to and which promises it breaks, measured without any model."""

from __future__ import annotations

from dataclasses import dataclass

from solvers.engine.violation import Violation
from solvers.schemes.measures import MEASURES
from solvers.schemes.problem import Ints, SchemeProblem
from solvers.schemes.rules import RULES


@dataclass(frozen=True)
class Measured:
    """What each measure comes to, in its whole numbers, and what is broken."""

    values: dict[str, int]
    violations: list[Violation]


def check(problem: SchemeProblem, rotation: Ints) -> Measured:
    """Measure the post of each person and block, (P, T)."""
    return Measured(
        {measure.NAME: measure.measure(problem, rotation) for measure in MEASURES},
        [violation for rule in RULES for violation in rule.check(problem, rotation)],
    )
