"""What partners agree begins once and stays.

arranged[a,t−1] ≤ arranged[a,t]; nothing begins before its notice; what is in force goes on.
"""

from __future__ import annotations

import numpy as np

from solvers.engine.model import LinearModel
from solvers.engine.violation import Violation
from solvers.skillmix.decisions import Decisions, Index
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem
from solvers.skillmix.rules.base import breaches

NAME = "arrangements"
AXES = ("arrangement", "period")


def build(model: LinearModel, decisions: Decisions, problem: Problem, index: Index) -> None:
    arranged = decisions["arranged"]
    shape = (len(arranged), arranged.shape[1] - 1)
    stays = model.add_rows(NAME, shape, upper=0.0, axes=AXES)
    model.add_terms(stays, arranged[:, :-1])
    model.add_terms(stays, arranged[:, 1:], -1.0)


def check(outcome: Outcome) -> list[Violation]:
    arrangements, arranged = outcome.problem.arrangements, outcome["arranged"]
    in_force = arrangements.in_force[:, None]
    whole = np.maximum(np.abs(arranged - np.round(arranged)), np.maximum(-arranged, arranged - 1))
    found = breaches(outcome, NAME, "of a yes or no", AXES, whole, 1.0)
    back = np.diff(arranged, axis=1, prepend=in_force.astype(float))
    found += breaches(outcome, NAME, "given up again", AXES, np.maximum(0.0, -back), 1.0)
    early = (np.arange(arranged.shape[1]) < arrangements.earliest[:, None]) & ~in_force
    return found + breaches(
        outcome, NAME, "begun too soon", AXES, np.where(early, arranged, 0.0), 1.0
    )
