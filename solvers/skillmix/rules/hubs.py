"""A hub that opens stays open, and sends out no more people than its desks are for.

hub_open[k,t−1] ≤ hub_open[k,t], nought before its earliest period and one where it is open
already; for every hub and period, with the hours of all who go on a joint visit, travel
included: Σ joint[offers of k, t] · hours ≤ desks · hours per desk · hub_open[k,t]. Stated
in desks. What a joint visit is stands in the rule on visits; levers save nothing on it.
"""

from __future__ import annotations

from solvers.engine.model import LinearModel
from solvers.engine.violation import Violation
from solvers.skillmix.decisions import Decisions, Index
from solvers.skillmix.hubs import hours_per_occasion
from solvers.skillmix.lasting import may_be
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem
from solvers.skillmix.rules.base import breaches, build_stays, check_stays

NAME = "hubs"
DESKS = "desks of hubs"
AXES = ("hub", "period")


def build(model: LinearModel, decisions: Decisions, problem: Problem, index: Index) -> None:
    hubs, open_ = problem.hubs, decisions["hub_open"]
    build_stays(model, NAME, open_, AXES)
    rows = model.add_rows(DESKS, open_.shape, upper=0.0, axes=AXES)
    each = hours_per_occasion(problem) / hubs.hours_per_desk[hubs.offer_hub]
    model.add_terms(rows[hubs.offer_hub], decisions["joint"], each[:, None])
    model.add_terms(rows, open_, -hubs.desks)


def check(outcome: Outcome) -> list[Violation]:
    hubs, open_ = outcome.problem.hubs, outcome["hub_open"]
    may = may_be(hubs.earliest, outcome.problem.horizon.size)
    found = check_stays(outcome, NAME, "hub_open", AXES, may, hubs.already)
    room = hubs.desks * open_
    found += breaches(outcome, DESKS, "desks", AXES, outcome.desks_used - room, room)
    low = -outcome["joint"]
    return found + breaches(outcome, NAME, "occasions a week", ("offer", "period"), low, 1.0)
