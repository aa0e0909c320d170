"""People whose employer, role, posts or competencies change."""

from __future__ import annotations

import numpy as np

from solvers.assignment.model import Columns, Made
from solvers.assignment.outcome import Outcome
from solvers.engine.model import Floats, LinearModel

NAME = "change"
UNIT = "people"


def build(model: LinearModel, columns: Columns, made: Made) -> Floats:
    count_changes(model, columns, made)
    found = np.zeros(model.n_columns)
    found[columns.changed] = 1.0
    return found


def count_changes(model: LinearModel, columns: Columns, made: Made) -> None:
    """People of each staff group who change: all but those who stay, who are far fewer terms."""
    problem = made.problem
    group_of = problem.teams.staff_group[problem.posts.team[problem.groups.post]]
    people = np.bincount(group_of, problem.groups.size, len(columns.changed))
    rows = model.add_rows(NAME, columns.changed.shape, people, people, ("staff group",))
    stays = np.flatnonzero(~problem.changes)
    model.add_terms(rows[group_of[problem.offers.group[stays]]], columns.taken[stays])
    model.add_terms(rows, columns.changed)


def measure(outcome: Outcome) -> float:
    offers, last = outcome.problem.offers, outcome.problem.periods
    return float(sum(offers.begins[person.offer] < last for person in outcome.people()))
