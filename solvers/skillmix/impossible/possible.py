"""Whether anything keeps every row of a model."""

from __future__ import annotations

from enum import Enum

import numpy as np

from solvers.engine.exact import SMALL
from solvers.engine.limits import Limits
from solvers.engine.mathopt import LinearResult, solve
from solvers.engine.model import Assembled, Floats
from solvers.engine.status import Status

#: Longest search for whole yes/no decisions in one model, seconds.
SECONDS = 60.0
#: Relative gap at which the cheapest is cheap enough.
GAP = 1e-6


class Answer(Enum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def possible(model: Assembled, limits: Limits) -> Answer:
    """Whether anything keeps every row and bound, with yes/no decisions whole.

    YES is a point that was recomputed; NO is the solver's proof.
    """
    return answer_of(cheapest(model, np.zeros(model.n_columns), limits))


def answer_of(found: LinearResult) -> Answer:
    """What the end of a solve says."""
    if len(found.x):
        return Answer.YES
    return Answer.NO if found.status is Status.INFEASIBLE else Answer.UNKNOWN


def cheapest(model: Assembled, cost: Floats, limits: Limits) -> LinearResult:
    """The least cost of a point of the model."""
    if model.integer.any():
        return solve(model, cost, limits, algorithm="choose", gap=GAP, seconds=SECONDS)
    algorithm = "simplex" if model.n_columns <= SMALL else "ipm"
    return solve(model, cost, limits, algorithm=algorithm)
