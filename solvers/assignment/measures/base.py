"""What a measure is: a priority's figure, stated to the search and to the check."""

from __future__ import annotations

from typing import Protocol

from solvers.assignment.model import Columns, Made
from solvers.assignment.outcome import Outcome
from solvers.engine.model import Floats, LinearModel


class Measure(Protocol):
    """A measure's module: ``NAME`` and ``UNIT`` as told to users; ``build`` states the rows it
    needs and gives its coefficients by column; ``measure`` computes it without the model."""

    NAME: str
    UNIT: str

    def build(self, model: LinearModel, columns: Columns, made: Made) -> Floats: ...

    def measure(self, outcome: Outcome) -> float: ...
