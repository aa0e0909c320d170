"""What a scheme is judged by."""

from __future__ import annotations

from typing import Protocol

from ortools.sat.python import cp_model

from solvers.schemes.problem import Ints, SchemeProblem
from solvers.schemes.stating import Stating


class Measure(Protocol):
    """What a measure's module has; less is better, and whole numbers.

    ``NAME``, and the ``UNIT`` of ``SCALE`` of its whole numbers. ``measure`` is what a rotation
    comes to, without the model; ``build`` is an expression no less than that, and as much at best.
    """

    NAME: str
    UNIT: str
    SCALE: int

    def measure(self, problem: SchemeProblem, rotation: Ints) -> int: ...

    def build(self, stating: Stating) -> cp_model.LinearExprT: ...
