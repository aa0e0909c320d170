"""Everybody takes one offer, to stay being one: Σ taken[offers of a group] = its people."""

from __future__ import annotations

import numpy as np

from solvers.assignment.model import Columns, Made
from solvers.assignment.outcome import Outcome
from solvers.engine.model import LinearModel
from solvers.engine.violation import Violation

NAME = "one offer each"


def build(model: LinearModel, columns: Columns, made: Made) -> None:
    size = made.problem.groups.size
    rows = model.add_rows(NAME, size.shape, size, size, ("group",))
    model.add_terms(rows[made.problem.offers.group], columns.taken)


def check(outcome: Outcome) -> list[Violation]:
    groups = outcome.problem.groups
    given = np.bincount(outcome.problem.offers.group, outcome.taken, len(groups.wte))
    return [
        Violation(NAME, f"{groups.people[g][0]} and those like them", float(off), "people")
        for g, off in enumerate(np.abs(given - groups.size))
        if off
    ] + [
        Violation(NAME, f"offer {j + 1}", float(-outcome.taken[j]), "people")
        for j in np.flatnonzero(outcome.taken < 0)
    ]
