"""People missed below the minimums of teams, over time: Σ below × years."""

from __future__ import annotations

import numpy as np

from solvers.assignment.model import Columns, Made
from solvers.assignment.outcome import Outcome
from solvers.assignment.rules.team_minimums import missed
from solvers.engine.model import Floats, LinearModel

NAME = "team_minimums"
UNIT = "people-years"


def build(model: LinearModel, columns: Columns, made: Made) -> Floats:
    found = np.zeros(model.n_columns)
    found[columns.below] = made.problem.years
    return found


def measure(outcome: Outcome) -> float:
    return float((missed(outcome) @ outcome.problem.years).sum())
