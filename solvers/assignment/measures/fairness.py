"""People of a team who change beyond its even share, and one more, added up over teams.

uneven ≥ changed[team] − people[team] / people[staff group] × changed[staff group] − 1.
Somebody belongs to the team they come from; a whole person more than an even share is not
uneven, for people cannot be divided.
"""

from __future__ import annotations

import numpy as np

from solvers.assignment.model import Columns, Made
from solvers.assignment.outcome import Outcome
from solvers.assignment.problem import AssignmentProblem, Floats, Ints
from solvers.engine.model import LinearModel

NAME = "fairness"
UNIT = "people"


def build(model: LinearModel, columns: Columns, made: Made) -> Floats:
    problem = made.problem
    offers, team = problem.offers, team_of(problem)
    rows = model.add_rows(NAME, (len(problem.teams.names),), upper=1.0, axes=("team",))
    moving = np.flatnonzero(problem.changes)
    model.add_terms(rows[team[offers.group[moving]]], columns.taken[moving])
    of = problem.teams.staff_group
    sums = model.add_rows(f"{NAME} of a staff group", columns.changed.shape, 0.0, 0.0)
    model.add_terms(sums[of[team[offers.group[moving]]]], columns.taken[moving])
    model.add_terms(sums, columns.changed, -1.0)
    model.add_terms(rows, columns.changed[of], -even_share(problem))
    model.add_terms(rows, columns.uneven, -1.0)
    found = np.zeros(model.n_columns)
    found[columns.uneven] = 1.0
    return found


def team_of(problem: AssignmentProblem) -> Ints:
    """(G,) the team that each group's people belong to."""
    return np.asarray(problem.posts.team[problem.groups.post])


def even_share(problem: AssignmentProblem) -> Floats:
    """(teams,) each team's share of the people of its staff group."""
    teams, size = problem.teams, problem.groups.size.astype(float)
    mine: Floats = np.bincount(team_of(problem), size, len(teams.names)).astype(float)
    if not len(mine):
        return mine
    whole = np.bincount(teams.staff_group, mine)[teams.staff_group]
    return np.divide(mine, whole, out=np.zeros_like(mine), where=whole > 0)


def measure(outcome: Outcome) -> float:
    problem = outcome.problem
    teams, team = problem.teams, team_of(problem)
    changed = np.zeros(len(teams.names))
    people = np.zeros(len(teams.names))
    for person in outcome.people():
        people[team[person.group]] += 1
        if problem.offers.begins[person.offer] < problem.periods:
            changed[team[person.group]] += 1
    total = 0.0
    for i, group in enumerate(teams.staff_group.tolist()):
        fellows = teams.staff_group == group
        everybody = people[fellows].sum()
        even = people[i] / everybody * changed[fellows].sum() if everybody else 0.0
        total += max(0.0, changed[i] - even - 1.0)
    return float(total)
