"""Minutes one way from home to work, of those who come to other posts."""

from __future__ import annotations

import numpy as np

from solvers.assignment.model import Columns, Made
from solvers.assignment.outcome import Outcome
from solvers.engine.model import Floats, LinearModel

NAME = "travel"
UNIT = "minutes"


def build(model: LinearModel, columns: Columns, made: Made) -> Floats:
    found = np.zeros(model.n_columns)
    found[columns.taken] = made.problem.offers.minutes
    return found


def measure(outcome: Outcome) -> float:
    offers = outcome.problem.offers
    return float(sum(offers.minutes[person.offer] for person in outcome.people()))
