"""A hub that opens stays open, and sends out no more people than its desks are for.

hub_open[k,t−1] ≤ hub_open[k,t], nought before its earliest period and one where it is open
already; for every hub and period, with the hours of all who go on a joint visit, travel
included: Σ joint[offers of k, t] · hours ≤ desks · hours per desk · hub_open[k,t]. Stated
in desks. What a joint visit is stands in the rule on visits; levers save nothing on it.
"""

from __future__ import annotations

import numpy as np

from solvers.engine.model import LinearModel
from solvers.engine.violation import Violation
from solvers.skillmix.decisions import Decisions, Index
from solvers.skillmix.hubs import hours_per_occasion, may_open
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem
from solvers.skillmix.rules.base import breaches

NAME = "hubs"
DESKS = "desks of hubs"
AXES = ("hub", "period")


def build(model: LinearModel, decisions: Decisions, problem: Problem, index: Index) -> None:
    hubs, open_ = problem.hubs, decisions["hub_open"]
    stays = model.add_rows(NAME, (len(open_), open_.shape[1] - 1), upper=0.0, axes=AXES)
    model.add_terms(stays, open_[:, :-1])
    model.add_terms(stays, open_[:, 1:], -1.0)

    rows = model.add_rows(DESKS, open_.shape, upper=0.0, axes=AXES)
    each = hours_per_occasion(problem) / hubs.hours_per_desk[hubs.offer_hub]
    model.add_terms(rows[hubs.offer_hub], decisions["joint"], each[:, None])
    model.add_terms(rows, open_, -hubs.desks)


def check(outcome: Outcome) -> list[Violation]:
    hubs, open_ = outcome.problem.hubs, outcome["hub_open"]
    found = breaches(outcome, NAME, "of a yes or no", AXES, np.abs(open_ - np.round(open_)), 1.0)
    found += breaches(outcome, NAME, "of it", AXES, np.maximum(-open_, open_ - 1.0), 1.0)
    back = np.maximum(0.0, open_[:, :-1] - open_[:, 1:])
    found += breaches(outcome, NAME, "closed again", AXES, back, 1.0)
    too_soon = open_ * (1.0 - may_open(outcome.problem))
    found += breaches(outcome, NAME, "opened too soon", AXES, too_soon, 1.0)
    shut = hubs.already[:, None] * (1.0 - open_)
    found += breaches(outcome, NAME, "closed though open at the start", AXES, shut, 1.0)
    room = hubs.desks * open_
    found += breaches(outcome, DESKS, "desks", AXES, outcome.desks_used - room, room)
    low = -outcome["joint"]
    return found + breaches(outcome, NAME, "occasions a week", ("offer", "period"), low, 1.0)
