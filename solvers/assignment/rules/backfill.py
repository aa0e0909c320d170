"""No team has more hours away on courses than it can spare.

Σ share of hours away × WTE of the team's people in training ≤ spare[team], in each period.
People belong to the team they come from until their course ends.
"""

from __future__ import annotations

import numpy as np

from solvers.assignment.model import Columns, Made
from solvers.assignment.outcome import Outcome, on_course
from solvers.assignment.rules.base import TOLERANCE
from solvers.engine.model import LinearModel
from solvers.engine.violation import Violation

NAME = "backfill"


def build(model: LinearModel, columns: Columns, made: Made) -> None:
    problem, training = made.problem, made.training
    shape = (len(problem.teams.names), problem.periods)
    spare = problem.teams.spare[:, None]
    rows = model.add_rows(NAME, shape, upper=spare, axes=("team", "period"))
    row, period = training.by_period()
    offer, team = training.offer[row], problem.posts.team[training.post[row]]
    away = problem.intakes.away[made.intake[row]] * made.wte[offer]
    model.add_terms(rows[team, period], columns.taken[offer], away)


def check(outcome: Outcome) -> list[Violation]:
    problem = outcome.problem
    away = np.zeros((len(problem.teams.names), problem.periods))
    for person in outcome.people():
        team = problem.posts.team[problem.groups.post[person.group]]
        for t in range(problem.periods):
            for intake in on_course(problem, person.offer, t):
                away[team, t] += problem.groups.wte[person.group] * problem.intakes.away[intake]
    over = away - problem.teams.spare[:, None]
    return [
        Violation(NAME, f"{problem.teams.names[i]}, {problem.labels[t]}", float(over[i, t]), "WTE")
        for i, t in np.argwhere(over > TOLERANCE).tolist()
    ]
