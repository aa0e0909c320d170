"""People whose employer, role, posts or competencies change."""

from __future__ import annotations

import numpy as np

from solvers.assignment.model import Columns, Made
from solvers.assignment.outcome import Outcome
from solvers.engine.model import Floats, LinearModel

NAME = "change"
UNIT = "people"


def build(model: LinearModel, columns: Columns, made: Made) -> Floats:
    found = np.zeros(model.n_columns)
    found[columns.taken] = made.problem.changes
    return found


def measure(outcome: Outcome) -> float:
    offers, last = outcome.problem.offers, outcome.problem.periods
    return float(sum(offers.begins[person.offer] < last for person in outcome.people()))
