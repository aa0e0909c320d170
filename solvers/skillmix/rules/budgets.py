"""Nobody spends more than they may.

For every employer and period: pay + agency + hiring + course fees + transfers +
release + over-establishment + short time + adoption + levers + hubs + back office
− reimbursement ≤
budget + overspend + breach; overspend is zero under a hard rule and at most the limit under
a control total. k£. Only today's way of working can have a breach, and it is shown.
"""

from __future__ import annotations

import numpy as np

from solvers.engine.model import LinearModel
from solvers.engine.violation import Violation
from solvers.skillmix.decisions import Decisions, Index
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem
from solvers.skillmix.rules.base import breaches
from solvers.skillmix.spending import spending_terms

NAME = "budgets"
AXES = ("organisation", "period")


def build(model: LinearModel, decisions: Decisions, problem: Problem, index: Index) -> None:
    limited = np.flatnonzero(np.isfinite(problem.money.budget).any(axis=1))
    budget = problem.money.budget[limited]
    entries = {"organisation": limited[:, None]}
    rows = model.add_rows(NAME, budget.shape, upper=budget, axes=AXES, entries=entries)
    place = np.full(len(problem.workforce.organisations), -1)
    place[limited] = np.arange(len(limited))
    for term in spending_terms(decisions, problem):
        some = place[term.organisation] >= 0
        organisation = np.broadcast_to(place[term.organisation][:, None], term.columns.shape)
        model.add_terms(
            rows[organisation[some], term.period[some]], term.columns[some], term.amounts[some]
        )
    model.add_terms(rows, decisions["overspend"][limited], -1.0)
    model.add_terms(rows, decisions["breach"][limited], -1.0)


def check(outcome: Outcome) -> list[Violation]:
    money = outcome.problem.money
    spent = outcome.spent
    budget = np.where(np.isinf(money.budget), spent, money.budget)
    beyond = spent - budget - outcome["overspend"] - outcome["breach"]
    found = breaches(outcome, NAME, "k£", AXES, beyond, np.abs(budget))
    off = outcome["overspend"] - money.overspend_max
    found += breaches(outcome, NAME, "k£ beyond the limit", AXES, off, money.overspend_max)
    if not outcome.problem.today:
        found += breaches(outcome, NAME, "k£", AXES, outcome["breach"], 1.0)
    return found
