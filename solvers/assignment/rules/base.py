"""A rule on an assignment, stated twice: to the search as rows, and to the check."""

from __future__ import annotations

from typing import Protocol

from solvers.assignment.model import Columns, Made
from solvers.assignment.outcome import Outcome
from solvers.engine.model import LinearModel
from solvers.engine.violation import Violation

#: Figures agree within this: what double precision leaves behind.
TOLERANCE = 1e-6


class Rule(Protocol):
    """What a rule's module has: ``NAME`` as told to users, ``build`` and ``check``; its
    docstring is the promise."""

    NAME: str

    def build(self, model: LinearModel, columns: Columns, made: Made) -> None: ...

    def check(self, outcome: Outcome) -> list[Violation]: ...
