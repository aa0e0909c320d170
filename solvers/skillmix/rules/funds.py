"""Ring-fenced money pays only for what it is for, and lapses.

A reimbursement fund pays an eligible employer at most the maximum per WTE in
post of an eligible role, those whose time others share with it counted as far as it has
them; a training fund pays the whole fee of its courses; and
neither pays more in a financial year than it has. k£.
"""

from __future__ import annotations

import numpy as np

from solvers.engine.model import LinearModel
from solvers.engine.violation import Violation
from solvers.skillmix.decisions import Decisions, Index
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem
from solvers.skillmix.rules.base import breaches, spread

NAME = "funds"
CLAIM_AXES = ("claim", "period")
YEAR_AXES = ("fund", "financial year")


def build(model: LinearModel, decisions: Decisions, problem: Problem, index: Index) -> None:
    w, money, training = problem.workforce, problem.money, problem.training
    claims = decisions["reimbursed"]
    rows = model.add_rows(NAME, claims.shape, upper=0.0, axes=CLAIM_AXES)
    model.add_terms(rows, claims)
    by_post: list[list[int]] = [[] for _ in w.posts]
    for option, post in enumerate(money.option_post):
        by_post[post].append(option)
    pairs = np.array(
        [(option, c) for c, post in enumerate(w.cell_post) for option in by_post[post]],
        dtype=np.int64,
    ).reshape(-1, 2)
    claim, cell = pairs[:, 0], pairs[:, 1]
    model.add_terms(rows[claim], decisions["in_post"][cell], -money.option_most[claim])
    arcs = np.array(
        [
            (option, a)
            for a, post in enumerate(w.cell_post[training.arc_from])
            for option in by_post[post]
        ],
        dtype=np.int64,
    ).reshape(-1, 2)
    claim, arc = arcs[:, 0], arcs[:, 1]
    present = training.present[arc] * money.option_most[claim][:, None, :]
    spread(rows[claim], decisions["starts"][arc], -present, model)
    sharing = problem.sharing
    for posts, of, wte in (
        (w.cell_post[sharing.cell], np.arange(len(sharing.cell)), -sharing.away),
        (sharing.partner_post, sharing.partner_of, sharing.partner_wte),
    ):
        claim, at = np.nonzero(money.option_post[:, None] == posts[None, :])
        amount = -money.option_most[claim] * wte[at, None]
        model.add_terms(rows[claim], decisions["shared"][of[at]], amount)

    amount = problem.horizon.by_financial_year(money.fund_amount)
    total = model.add_rows(NAME, amount.shape, upper=amount, axes=YEAR_AXES)
    year = problem.horizon.financial_year
    model.add_terms(total[money.option_fund][:, year], claims)
    paid = np.flatnonzero(training.fund[training.arc_course] >= 0)
    course = training.arc_course[paid]
    model.add_terms(
        total[training.fund[course]][:, year],
        decisions["starts"][paid],
        training.cost[course][:, None],
    )


def fund_payments(outcome: Outcome) -> np.ndarray:
    """What each fund pays in each period, k£ (funds, T)."""
    problem = outcome.problem
    money, training = problem.money, problem.training
    paid = np.zeros(money.fund_amount.shape)
    np.add.at(paid, money.option_fund, outcome["reimbursed"])
    some = training.fund[training.arc_course] >= 0
    course = training.arc_course[some]
    fees = outcome["starts"][some] * training.cost[course][:, None]
    np.add.at(paid, training.fund[course], fees)
    return paid


def check(outcome: Outcome) -> list[Violation]:
    problem = outcome.problem
    money = problem.money
    most = outcome.paid_for[money.option_post] * money.option_most
    found = breaches(outcome, NAME, "k£", CLAIM_AXES, outcome["reimbursed"] - most, most)
    found += breaches(outcome, NAME, "k£", CLAIM_AXES, -outcome["reimbursed"], 1.0)
    paid = problem.horizon.by_financial_year(fund_payments(outcome))
    amount = problem.horizon.by_financial_year(money.fund_amount)
    return found + breaches(outcome, NAME, "k£", YEAR_AXES, paid - amount, amount)
