"""A rule of a rotation scheme."""

from __future__ import annotations

from typing import Protocol

from solvers.engine.violation import Violation
from solvers.schemes.problem import Ints, SchemeProblem
from solvers.schemes.stating import Stating


class Rule(Protocol):
    """What a rule's module has.

    ``NAME`` as told to users; ``check`` measures a rotation, the post of each person and block,
    (P, T), without the model; ``build`` states the same. Both say of a promise whom or what it is
    about in the same words.
    """

    NAME: str

    def check(self, problem: SchemeProblem, rotation: Ints) -> list[Violation]: ...

    def build(self, stating: Stating) -> None: ...
