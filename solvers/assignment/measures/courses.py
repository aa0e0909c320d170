"""Courses begun: of those who learn, nobody goes on a second one that nothing asks for."""

from __future__ import annotations

import numpy as np

from solvers.assignment.model import Columns, Made
from solvers.assignment.outcome import Outcome
from solvers.engine.model import Floats, LinearModel

NAME = "courses"
UNIT = "courses"


def build(model: LinearModel, columns: Columns, made: Made) -> Floats:
    found = np.zeros(model.n_columns)
    np.add.at(found, columns.taken[made.training.offer], 1.0)
    return found


def measure(outcome: Outcome) -> float:
    offers = outcome.problem.offers
    return float(
        sum(
            int(offers.first[person.offer] >= 0) + int(offers.second[person.offer] >= 0)
            for person in outcome.people()
        )
    )
