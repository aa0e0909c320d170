"""No posts hold more named people than there is room for.

Σ WTE of those in the posts, trainees of another post's people as likely as they complete,
≤ most[post, period].
"""

from __future__ import annotations

import numpy as np

from solvers.assignment.model import Columns, Made
from solvers.assignment.outcome import Outcome, placed
from solvers.assignment.rules.base import TOLERANCE
from solvers.engine.model import LinearModel
from solvers.engine.violation import Violation

NAME = "establishment"


def build(model: LinearModel, columns: Columns, made: Made) -> None:
    most = made.problem.posts.most
    rows = model.add_rows(NAME, most.shape, upper=most, axes=("post", "period"))
    row, period = made.spans.by_period()
    offer = made.spans.offer[row]
    terms = made.spans.share[row] * made.wte[offer]
    model.add_terms(rows[made.spans.post[row], period], columns.taken[offer], terms)


def check(outcome: Outcome) -> list[Violation]:
    problem = outcome.problem
    over = placed(outcome).wte.sum(axis=2).T - problem.posts.most
    return [
        Violation(NAME, f"{problem.posts.names[n]}, {problem.labels[t]}", float(over[n, t]), "WTE")
        for n, t in np.argwhere(over > TOLERANCE).tolist()
    ]
