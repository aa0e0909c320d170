"""What a hosting rule is, and the tools that rules share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from solvers.engine.model import Floats, Ids, LinearModel
from solvers.engine.violation import Violation
from solvers.hosting.problem import HostingOutcome, HostingProblem, Names

#: A promise may be missed by this much, relative to the figures in it and at least this.
TOLERANCE = 1e-6


@dataclass(frozen=True)
class HostingColumns:
    """Columns of the decisions, shaped as in ``HostingOutcome``."""

    alone: Ids
    served: Ids
    open: Ids


class HostingRule(Protocol):
    """A rule's module: ``NAME``, ``build`` and ``check``; its docstring is the promise."""

    NAME: str

    def build(
        self, model: LinearModel, columns: HostingColumns, problem: HostingProblem
    ) -> None: ...

    def check(self, outcome: HostingOutcome) -> list[Violation]: ...


def broken(
    rule: str, names: Names, off: Floats, unit: str, size: Floats | float = 1.0
) -> list[Violation]:
    """Where ``off`` (names, T) is more than the tolerance."""
    bad = np.argwhere(~(off <= TOLERANCE * np.maximum(1.0, np.abs(size))))
    return [Violation(rule, f"{names[i]}, period {t + 1}", float(off[i, t]), unit) for i, t in bad]
