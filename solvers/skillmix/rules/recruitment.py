"""No market gives more than it has, none before its lead time, and hires draw on partners.

Σ hires[market, t] ≤ supply[market, t] + what levers add (WTE), hires only where the employer may
employ and the lead time has passed; and for every group g of posts (employer ×
role) drawn on: Σ drawn[cells of g, t] = Σ share · hires of others that draw on g.

Which of a group's profiles lose staff is open; the plan chooses, so it retains
those it has trained as long as others are there to be drawn.
"""

from __future__ import annotations

import numpy as np

from solvers.engine.model import LinearModel
from solvers.engine.violation import Violation
from solvers.skillmix.decisions import Decisions, Index
from solvers.skillmix.levers import effect_of_taken
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem
from solvers.skillmix.rules.base import breaches, spread

NAME = "recruitment"
AXES = ("market", "period")
DRAWS = "drawn from partners"


def build(model: LinearModel, decisions: Decisions, problem: Problem, index: Index) -> None:
    hiring = problem.recruitment
    supply = model.add_rows(NAME, hiring.supply.shape, upper=hiring.supply, axes=AXES)
    model.add_terms(supply[hiring.option_market], decisions["hires"])
    levers = problem.levers
    more = effect_of_taken(levers)[levers.supply_lever] * levers.supply_wte[:, None, :]
    spread(supply[levers.supply_market], decisions["taken"][levers.supply_lever], -more, model)
    periods = problem.horizon.size
    drawn = model.add_rows(DRAWS, (hiring.groups, periods), 0.0, 0.0, ("drawn_group", "period"))
    cells = np.flatnonzero(hiring.cell_group >= 0)
    model.add_terms(drawn[hiring.cell_group[cells]], decisions["drawn"][cells])
    model.add_terms(
        drawn[hiring.draw_group],
        decisions["hires"][hiring.draw_option],
        -hiring.draw_share[:, None],
    )


def check(outcome: Outcome) -> list[Violation]:
    hiring = outcome.problem.recruitment
    hired = np.zeros(hiring.supply.shape)
    np.add.at(hired, hiring.option_market, outcome["hires"])
    supply = hiring.supply + outcome.more_recruits
    found = breaches(outcome, NAME, "WTE", ("market", "period"), hired - supply, supply)
    too_soon = np.where(hiring.allowed, 0.0, outcome["hires"])
    found += breaches(outcome, NAME, "WTE hired too soon", ("hire", "period"), too_soon, 1.0)
    due = np.zeros((hiring.groups, outcome.problem.horizon.size))
    np.add.at(
        due, hiring.draw_group, outcome["hires"][hiring.draw_option] * hiring.draw_share[:, None]
    )
    drawn = np.zeros_like(due)
    some = hiring.cell_group >= 0
    np.add.at(drawn, hiring.cell_group[some], outcome["drawn"][some])
    found += breaches(outcome, DRAWS, "WTE", ("drawn_group", "period"), np.abs(drawn - due), due)
    stray = np.where(some[:, None], 0.0, outcome["drawn"])
    return found + breaches(outcome, DRAWS, "WTE", ("cell", "period"), stray, 1.0)
