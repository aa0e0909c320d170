"""No intake takes more than its places: Σ WTE of those who begin on it ≤ places."""

from __future__ import annotations

import numpy as np

from solvers.assignment.model import Columns, Made
from solvers.assignment.outcome import Outcome
from solvers.assignment.rules.base import TOLERANCE
from solvers.engine.model import LinearModel
from solvers.engine.violation import Violation

NAME = "course places"


def build(model: LinearModel, columns: Columns, made: Made) -> None:
    places = made.problem.intakes.places
    rows = model.add_rows(NAME, places.shape, upper=places, axes=("intake",))
    offer = made.training.offer
    model.add_terms(rows[made.intake], columns.taken[offer], made.wte[offer])


def check(outcome: Outcome) -> list[Violation]:
    problem = outcome.problem
    begun = np.zeros(len(problem.intakes.names))
    for person in outcome.people():
        for intake in (problem.offers.first[person.offer], problem.offers.second[person.offer]):
            if intake >= 0:
                begun[intake] += problem.groups.wte[person.group]
    return [
        Violation(
            NAME, problem.intakes.names[k], float(begun[k] - problem.intakes.places[k]), "WTE"
        )
        for k in np.flatnonzero(begun > problem.intakes.places + TOLERANCE).tolist()
    ]
