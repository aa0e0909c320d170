"""People are conserved: whoever is in post was there before, or came, and did not go.

in_post[c,t] = (1 − leave[c,t]) · in_post[c,t−1] + hires kept − drawn
− starts + completions + returns + (1 − leave_share) · transfers in − transfers out − released

for every cell c (posts × profile) and period t, in WTE. Leavers of the period
follow the posts' turnover; hires of the period, and of the last twelve months,
leave at the rate of the first year; who completes a course has been through the
turnover of the posts left and, in the period of completion, of those joined.

Source: the three-grade manpower plan of H. P. Williams, Model Building in
Mathematical Programming, 12.5, carried to cells, quarters and cohorts.
"""

from __future__ import annotations

import numpy as np

from solvers.engine.model import LinearModel
from solvers.engine.violation import Violation
from solvers.skillmix.decisions import Decisions, Index
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem
from solvers.skillmix.rules.base import breaches, spread

NAME = "stock and flow"
AXES = ("cell", "period")


def build(model: LinearModel, decisions: Decisions, problem: Problem, index: Index) -> None:
    w, training, transfers = problem.workforce, problem.training, problem.transfers
    hiring = problem.recruitment
    stock = decisions["in_post"]
    stays = 1.0 - w.leave_rate[w.cell_post]
    start = np.zeros(stock.shape)
    start[:, 0] = stays[:, 0] * w.in_post_start
    rows = model.add_rows(NAME, stock.shape, start, start, AXES)
    model.add_terms(rows, stock)
    model.add_terms(rows[:, 1:], stock[:, :-1], -stays[:, 1:])
    kept = w.hire_kept[w.cell_post[hiring.option_cell]]
    spread(rows[hiring.option_cell], decisions["hires"], -kept, model)
    model.add_terms(rows, decisions["drawn"])
    model.add_terms(rows, decisions["released"])
    model.add_terms(rows[training.arc_from], decisions["starts"])
    spread(rows[training.arc_to], decisions["starts"], -training.completed, model)
    spread(rows[training.arc_from], decisions["starts"], -training.returned, model)
    stay = 1.0 - transfers.leave_share[transfers.arc_move]
    model.add_terms(rows[transfers.arc_from], decisions["transfers"])
    model.add_terms(rows[transfers.arc_to], decisions["transfers"], -stay[:, None])


def check(outcome: Outcome) -> list[Violation]:
    problem = outcome.problem
    w, training, transfers = problem.workforce, problem.training, problem.transfers
    before = np.concatenate([w.in_post_start[:, None], outcome["in_post"][:, :-1]], axis=1)
    expected = before * (1.0 - w.leave_rate[w.cell_post])
    for option, cell in enumerate(problem.recruitment.option_cell):
        expected[cell] += outcome["hires"][option] @ w.hire_kept[w.cell_post[cell]]
    expected -= outcome["drawn"] + outcome["released"]
    np.subtract.at(expected, training.arc_from, outcome["starts"])
    np.add.at(expected, training.arc_to, outcome.completions)
    np.add.at(expected, training.arc_from, outcome.returns)
    np.subtract.at(expected, transfers.arc_from, outcome["transfers"])
    stay = 1.0 - transfers.leave_share[transfers.arc_move]
    np.add.at(expected, transfers.arc_to, outcome["transfers"] * stay[:, None])
    off = np.abs(outcome["in_post"] - expected)
    below = -np.minimum.reduce(
        [
            outcome[d].min(initial=0.0)
            for d in ("in_post", "hires", "drawn", "released", "starts", "transfers")
        ]
    )
    found = breaches(outcome, NAME, "WTE", AXES, off, before)
    if below > 1e-6:
        found.append(Violation(NAME, "a flow or stock is negative", float(below), "WTE"))
    return found
