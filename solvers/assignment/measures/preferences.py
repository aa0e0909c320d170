"""Points of stated preferences that are not followed: of what somebody wants and does not
get, and of what they do not want and get."""

from __future__ import annotations

import numpy as np

from solvers.assignment.model import Columns, Made
from solvers.assignment.outcome import Outcome
from solvers.engine.model import Floats, LinearModel

NAME = "preferences"
UNIT = "points"


def build(model: LinearModel, columns: Columns, made: Made) -> Floats:
    found = np.zeros(model.n_columns)
    found[columns.taken] = made.problem.offers.points
    return found


def measure(outcome: Outcome) -> float:
    offers = outcome.problem.offers
    return float(sum(offers.points[person.offer] for person in outcome.people()))
