"""A rule on a rotation, as the check states it: without a model."""

from __future__ import annotations

from typing import Protocol

from solvers.engine.violation import Violation
from solvers.rotation.problem import Ints, RotationProblem


class Rule(Protocol):
    """What a rule's module has: ``NAME`` as told to users, and ``check``, which measures where
    everybody is in each period, (P, T)."""

    NAME: str

    def check(self, problem: RotationProblem, rotation: Ints) -> list[Violation]: ...
