"""No team has fewer people with a competency than its minimum, or than it would have anyway.

people counted + below ≥ minimum and below ≤ what would be missed if nobody moved but those
who must; people on a course count in the state they come from.
"""

from __future__ import annotations

import numpy as np

from solvers.assignment.model import Columns, Made
from solvers.assignment.outcome import Outcome, placed
from solvers.assignment.problem import AssignmentProblem, Floats
from solvers.assignment.rules.base import TOLERANCE
from solvers.engine.model import LinearModel
from solvers.engine.violation import Violation

NAME = "team minimums"


def build(model: LinearModel, columns: Columns, made: Made) -> None:
    minimums = made.problem.minimums
    axes = ("minimum", "period")
    rows = model.add_rows(NAME, minimums.wanted.shape, minimums.wanted, axes=axes)
    which, spans = made.counting(minimums)
    row, period = spans.by_period()
    model.add_terms(rows[which[row], period], columns.taken[spans.offer[row]], spans.share[row])
    model.add_terms(rows, columns.below)
    no_worse = model.add_rows(f"{NAME} as today", rows.shape, upper=floor(made.problem), axes=axes)
    model.add_terms(no_worse, columns.below)


def floor(problem: AssignmentProblem) -> Floats:
    """(Q, T) what of each minimum is missed if nobody moves but those who must."""
    offers, groups = problem.offers, problem.groups
    may_stay = np.zeros(len(groups.wte), bool)
    may_stay[offers.group[offers.begins == problem.periods]] = True
    found = np.zeros(problem.minimums.wanted.shape)
    for q in range(len(found)):
        fits = problem.minimums.posts[q][groups.post] & problem.minimums.states[q][groups.state]
        found[q] = problem.minimums.wanted[q] - groups.size[fits & may_stay].sum()
    return np.maximum(found, 0.0)


def missed(outcome: Outcome) -> Floats:
    """(Q, T) people who are missed."""
    problem, there = outcome.problem, placed(outcome)
    found = np.zeros(problem.minimums.wanted.shape)
    for q in range(len(found)):
        held = there.of(there.heads, problem.minimums.posts[q], problem.minimums.states[q])
        found[q] = problem.minimums.wanted[q] - held
    return np.maximum(found, 0.0)


def check(outcome: Outcome) -> list[Violation]:
    problem = outcome.problem
    over = missed(outcome) - floor(problem)
    return [
        Violation(
            NAME, f"{problem.minimums.names[q]}, {problem.labels[t]}", float(over[q, t]), "people"
        )
        for q, t in np.argwhere(over > TOLERANCE).tolist()
    ]
