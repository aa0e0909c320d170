"""What a partner loses beyond what it can bear is counted in full.

lost_beyond[n,t] ≥ staff of n lost to partners − tolerance[n,t], and
vacancy_above[n,t] ≥ vacancy[n,t] − vacancy_ceiling · establishment[n,t]. WTE.
"""

from __future__ import annotations

import numpy as np

from solvers.engine.model import LinearModel
from solvers.engine.violation import Violation
from solvers.skillmix.decisions import Decisions, Index
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem
from solvers.skillmix.rules.base import breaches

NAME = "destabilisation"
VACANCY = "vacancy above the ceiling"
AXES = ("post", "period")


def build(model: LinearModel, decisions: Decisions, problem: Problem, index: Index) -> None:
    w = problem.workforce
    lost = model.add_rows(NAME, w.loss_tolerance.shape, upper=w.loss_tolerance, axes=AXES)
    some = np.flatnonzero(problem.recruitment.cell_group >= 0)
    model.add_terms(lost[w.cell_post[some]], decisions["drawn"][some])
    model.add_terms(lost, decisions["lost_beyond"], -1.0)
    vacant = model.add_rows(VACANCY, lost.shape, upper=0.0, axes=AXES)
    model.add_terms(vacant, decisions["vacancy"])
    model.add_terms(vacant, decisions["establishment"], -w.vacancy_ceiling[:, None])
    model.add_terms(vacant, decisions["vacancy_above"], -1.0)


def check(outcome: Outcome) -> list[Violation]:
    w = outcome.problem.workforce
    lost = outcome.drawn_by_post - w.loss_tolerance - outcome["lost_beyond"]
    ceiling = w.vacancy_ceiling[:, None] * outcome["establishment"]
    above = outcome["vacancy"] - ceiling - outcome["vacancy_above"]
    found = breaches(outcome, NAME, "WTE", AXES, lost, w.loss_tolerance)
    found += breaches(outcome, NAME, "WTE", AXES, above, outcome["establishment"])
    low = -np.minimum(outcome["lost_beyond"], outcome["vacancy_above"])
    return found + breaches(outcome, NAME, "WTE", AXES, low, 1.0)
