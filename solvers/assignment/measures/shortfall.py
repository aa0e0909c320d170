"""WTE missed below the targets, over time: Σ short × years, short + counted ≥ wanted.

Trainees count in the state they come from until their course ends, then as likely as they
complete.
"""

from __future__ import annotations

import numpy as np

from solvers.assignment.model import Columns, Made
from solvers.assignment.outcome import Outcome, placed
from solvers.engine.model import Floats, LinearModel

NAME = "shortfall"
UNIT = "WTE-years"


def build(model: LinearModel, columns: Columns, made: Made) -> Floats:
    targets = made.problem.targets
    rows = model.add_rows(NAME, targets.wanted.shape, targets.wanted, axes=("target", "period"))
    which, spans = made.counting(targets)
    row, period = spans.by_period()
    offer = spans.offer[row]
    model.add_terms(
        rows[which[row], period], columns.taken[offer], spans.share[row] * made.wte[offer]
    )
    model.add_terms(rows, columns.short)
    found = np.zeros(model.n_columns)
    found[columns.short] = made.problem.years
    return found


def missed(outcome: Outcome) -> Floats:
    """(M, T) WTE missed."""
    problem, there = outcome.problem, placed(outcome)
    found = np.zeros(problem.targets.wanted.shape)
    for m in range(len(found)):
        held = there.of(there.wte, problem.targets.posts[m], problem.targets.states[m])
        found[m] = problem.targets.wanted[m] - held
    return np.maximum(found, 0.0)


def measure(outcome: Outcome) -> float:
    return float((missed(outcome) @ outcome.problem.years).sum())
