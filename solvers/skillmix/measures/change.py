"""People whose employer, role or competencies change, and the distance from the base plan. WTE.

Staff displaced by back offices that move are among them, each once.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from solvers.engine.model import Floats
from solvers.skillmix.decisions import Decisions, Index
from solvers.skillmix.measures.base import Term
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem

NAME = "change"
UNIT = "WTE"
SLACK = 0.5


def terms(decisions: Decisions, problem: Problem, index: Index) -> Iterable[Term]:
    w, transfers = problem.workforce, problem.transfers
    of_cell = w.post_organisation[w.cell_post]
    other = of_cell[transfers.arc_from] != of_cell[transfers.arc_to]
    stay = 1.0 - transfers.leave_share[transfers.arc_move]
    yield decisions["starts"], 1.0
    yield decisions["released"], 1.0
    yield decisions["transfers"], (1.0 + other * stay)[:, None]
    yield decisions["base_gap"], 1.0
    office = problem.back_office
    # Who moves at any time is served in the end.
    yield decisions["served"][:, -1:], office.wte[office.office][:, None]


def by_period(outcome: Outcome) -> Floats:
    people = outcome.change_people.sum(axis=0)
    base = outcome.problem.base
    if base is None:
        return people
    known = np.where(np.isfinite(base.in_post), base.in_post, outcome["in_post"])
    return people + np.abs(outcome["in_post"] - known).sum(axis=0)
