"""What a measure is: a name, a unit, an objective for the model, a value of an outcome."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike

from solvers.engine.model import Floats
from solvers.skillmix.decisions import Decisions, Index
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem

#: Columns and their coefficients; both broadcast together.
Term = tuple[ArrayLike, ArrayLike]


class Measure(Protocol):
    """A measure's module. Less is better.

    ``SLACK`` is the difference that means nothing in the measure's unit: values
    nearer to each other than that are the same, however small both are.
    """

    NAME: str
    UNIT: str
    SLACK: float

    def terms(self, decisions: Decisions, problem: Problem, index: Index) -> Iterable[Term]: ...

    def by_period(self, outcome: Outcome) -> Floats: ...


def objective(
    measure: Measure, decisions: Decisions, problem: Problem, index: Index, n_columns: int
) -> Floats:
    """The measure as one coefficient per column of the model."""
    dense = np.zeros(n_columns)
    for columns, coefficients in measure.terms(decisions, problem, index):
        ids, values = np.broadcast_arrays(np.asarray(columns), np.asarray(coefficients, float))
        np.add.at(dense, ids.ravel(), values.ravel())
    return dense


def value(measure: Measure, outcome: Outcome) -> float:
    """The measure over all periods."""
    return float(measure.by_period(outcome).sum())
