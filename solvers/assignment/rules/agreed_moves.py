"""No more people use an agreed move in a year than it allows: Σ WTE ≤ most[move, year]."""

from __future__ import annotations

import numpy as np

from solvers.assignment.model import Columns, Made
from solvers.assignment.outcome import Outcome
from solvers.assignment.rules.base import TOLERANCE
from solvers.engine.model import LinearModel
from solvers.engine.violation import Violation

NAME = "agreed moves"


def build(model: LinearModel, columns: Columns, made: Made) -> None:
    problem = made.problem
    rows = model.add_rows(
        NAME, problem.agreed.most.shape, upper=problem.agreed.most, axes=("move", "year")
    )
    used = np.flatnonzero(problem.offers.agreed >= 0)
    year = problem.agreed.year[problem.offers.begins[used]]
    model.add_terms(rows[problem.offers.agreed[used], year], columns.taken[used], made.wte[used])


def check(outcome: Outcome) -> list[Violation]:
    problem = outcome.problem
    moved = np.zeros(problem.agreed.most.shape)
    for person in outcome.people():
        move = problem.offers.agreed[person.offer]
        if move >= 0:
            year = problem.agreed.year[problem.offers.begins[person.offer]]
            moved[move, year] += problem.groups.wte[person.group]
    over = moved - problem.agreed.most
    return [
        Violation(NAME, f"{problem.agreed.names[a]}, year {y + 1}", float(over[a, y]), "WTE")
        for a, y in np.argwhere(over > TOLERANCE).tolist()
    ]
