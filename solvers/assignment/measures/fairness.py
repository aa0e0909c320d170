"""People of a team who change beyond its even share, and one more, added up over teams.

uneven ≥ changed[team] − people[team] / people[staff group] × changed[staff group] − 1.
Somebody belongs to the team they come from; a whole person more than an even share is not
uneven, for people cannot be divided.
"""

from __future__ import annotations

import numpy as np

from solvers.assignment.measures.change import count_changes
from solvers.assignment.model import Columns, Made
from solvers.assignment.outcome import Outcome
from solvers.assignment.problem import AssignmentProblem, Floats, Ints
from solvers.engine.model import LinearModel

NAME = "fairness"
UNIT = "people"


def build(model: LinearModel, columns: Columns, made: Made) -> Floats:
    """Whoever does not stay changes: uneven + share × changed + Σ stay ≥ people − 1."""
    problem = made.problem
    count_changes(model, columns, made)
    team = team_of(problem)
    people = np.bincount(team, problem.groups.size, len(problem.teams.names))
    rows = model.add_rows(NAME, people.shape, lower=people - 1.0, axes=("team",))
    stays = np.flatnonzero(~problem.changes)
    model.add_terms(rows[team[problem.offers.group[stays]]], columns.taken[stays])
    model.add_terms(rows, columns.changed[problem.teams.staff_group], even_share(problem))
    model.add_terms(rows, columns.uneven)
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
