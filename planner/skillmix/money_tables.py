"""What a plan costs: money, budgets and funds."""

from __future__ import annotations

import numpy as np
import pandas as pd

from planner.skillmix.frames import long
from solvers.skillmix.outcome import Outcome


def money_table(outcome: Outcome) -> pd.DataFrame:
    """``MONEY`` without the baseline."""
    lines = outcome.spending
    return long(
        {"amount": np.stack(list(lines.values()))},
        [
            {"line": tuple(lines)},
            {"organisation": outcome.problem.workforce.organisations},
            {"period": outcome.problem.horizon.labels},
        ],
    )


def budgets_table(outcome: Outcome) -> pd.DataFrame:
    """``BUDGETS`` without the baseline, where and when an employer has a budget."""
    problem = outcome.problem
    money = problem.money
    limited = np.flatnonzero(np.isfinite(money.budget).any(axis=1))
    spending = outcome.spent[limited]
    budget = money.budget[limited]
    table = long(
        {
            "budget": budget,
            "spending": spending,
            "overspend": np.maximum(0.0, spending - budget),
            "overspend_limit": money.overspend_max[limited],
        },
        [
            {
                "organisation": np.array(problem.workforce.organisations, dtype=object)[limited],
                "rule": np.where(money.hard[limited], "hard", "control_total"),
            },
            {"period": problem.horizon.labels},
        ],
    )
    return table[np.isfinite(table["budget"])].reset_index(drop=True)


def funds_table(outcome: Outcome) -> pd.DataFrame:
    """``FUNDS`` without the baseline."""
    problem = outcome.problem
    w, money, training = problem.workforce, problem.money, problem.training
    funds = np.array([*money.funds, ""], dtype=object)
    organisations = np.array(w.organisations, dtype=object)
    periods = {"period": problem.horizon.labels}
    claims = long(
        {"amount": outcome["reimbursed"]},
        [
            {
                "fund": funds[money.option_fund],
                "organisation": organisations[w.post_organisation[money.option_post]],
                "item": np.array(w.roles, dtype=object)[w.post_role[money.option_post]],
            },
            periods,
        ],
    )
    paid = np.flatnonzero(training.fund[training.arc_course] >= 0)
    course = training.arc_course[paid]
    fees = long(
        {"amount": outcome["starts"][paid] * training.cost[course][:, None]},
        [
            {
                "fund": funds[training.fund[course]],
                "organisation": organisations[
                    w.post_organisation[w.cell_post[training.arc_from[paid]]]
                ],
                "item": np.array(training.courses, dtype=object)[course],
            },
            periods,
        ],
    )
    both = pd.concat([claims, fees], ignore_index=True)
    return both.groupby(
        ["fund", "organisation", "item", "period"], as_index=False, sort=False
    ).sum()
