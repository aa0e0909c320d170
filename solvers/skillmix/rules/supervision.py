"""Every trainee who needs a supervisor has one, and no supervisor has too many.

Σ supervised[options of a group, t] = trainees of the group at a time, where a
group is a course at one employer, or a course whose supervisors are pooled; and
Σ supervised / trainees_per_supervisor ≤ in_post of the supervising cell. WTE.
"""

from __future__ import annotations

import numpy as np

from solvers.engine.model import LinearModel
from solvers.engine.violation import Violation
from solvers.skillmix.decisions import Decisions, Index
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem
from solvers.skillmix.rules.base import breaches, spread

NAME = "supervision"
GROUP_AXES = ("supervised_group", "period")
CELL_AXES = ("cell", "period")


def build(model: LinearModel, decisions: Decisions, problem: Problem, index: Index) -> None:
    training = problem.training
    periods = problem.horizon.size
    rows = model.add_rows(NAME, (len(training.group_course), periods), 0.0, 0.0, GROUP_AXES)
    model.add_terms(rows[training.option_group], decisions["supervised"])
    some = np.flatnonzero(training.arc_group >= 0)
    load = training.load[training.arc_course[some]]
    spread(rows[training.arc_group[some]], decisions["starts"][some], -load, model)

    cells = np.unique(training.option_cell)
    entries = {"cell": cells[:, None]}
    most = model.add_rows(NAME, (len(cells), periods), upper=0.0, axes=CELL_AXES, entries=entries)
    at = np.searchsorted(cells, training.option_cell)
    ratio = training.trainees_per_supervisor[training.group_course[training.option_group]]
    model.add_terms(most[at], decisions["supervised"], 1.0 / ratio[:, None])
    model.add_terms(most, decisions["in_post"][cells], -1.0)


def check(outcome: Outcome) -> list[Violation]:
    training = outcome.problem.training
    given = np.zeros_like(outcome.supervised_need)
    np.add.at(given, training.option_group, outcome["supervised"])
    need = outcome.supervised_need
    found = breaches(outcome, NAME, "WTE", GROUP_AXES, np.abs(given - need), need)
    ratio = training.trainees_per_supervisor[training.group_course[training.option_group]]
    busy = np.zeros_like(outcome["in_post"])
    np.add.at(busy, training.option_cell, outcome["supervised"] / ratio[:, None])
    over = np.where(busy > 0, busy - outcome["in_post"], 0.0)
    return found + breaches(outcome, NAME, "WTE", CELL_AXES, over, outcome["in_post"])
