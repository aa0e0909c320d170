"""No course takes more starters than it has places, nor starters between its intakes.

Σ starts[course, t] ≤ places per intake × intakes in t, in WTE, over all
employers where places are pooled and over the one employer otherwise.
"""

from __future__ import annotations

import numpy as np

from solvers.engine.model import LinearModel
from solvers.engine.violation import Violation
from solvers.skillmix.decisions import Decisions, Index
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem
from solvers.skillmix.rules.base import breaches

NAME = "course places"
AXES = ("course", "period")


def build(model: LinearModel, decisions: Decisions, problem: Problem, index: Index) -> None:
    training = problem.training
    rows = model.add_rows(NAME, training.places.shape, upper=training.places, axes=AXES)
    model.add_terms(rows[training.arc_course], decisions["starts"])


def check(outcome: Outcome) -> list[Violation]:
    training = outcome.problem.training
    started = np.zeros(training.places.shape)
    np.add.at(started, training.arc_course, outcome["starts"])
    limit = np.where(np.isinf(training.places), started, training.places)
    found = breaches(outcome, NAME, "WTE", AXES, started - limit, limit)
    between = np.where(training.allowed, 0.0, outcome["starts"])
    return found + breaches(outcome, NAME, "WTE between intakes", ("arc", "period"), between, 1.0)
