"""What would it take to meet a budget?"""

from __future__ import annotations

import numpy as np

from planner.errors import PlaceplanError
from planner.explain.asked import Asked
from planner.explain.changes import Rows
from planner.explain.questions.base import SPECK, Answered, Line, cell, table, with_taken
from solvers.skillmix.build import SkillmixModel
from solvers.skillmix.spending import spending_terms

NAME = "budget"
TITLE = "Budgets overspent or used up"
TAKES = ("organisation", "period", "amount")
#: A budget of which less than this share is left is used up.
USED_UP = 1e-3


def answer(asked: Asked) -> Answered:
    """What is spent on what, and what it takes to spend no more than the budget, or than is
    asked for."""
    outcome, w, money = asked.outcome, asked.problem.workforce, asked.problem.money
    o = asked.one("organisation", w.organisations)
    spent = outcome.spent[o]
    budget = money.budget[o]
    some = np.isfinite(budget)
    t = asked.period(np.where(some, spent - budget, -np.inf) if some.any() else spent)
    most = asked.amount(float(budget[t]))
    if np.isinf(most):
        there = f"in {asked.labels[t]}" if some.any() else "in the tables"
        raise PlaceplanError(
            f"{w.organisations[o]} has no budget {there}; say with --amount what it may "
            "spend in the period, k£."
        )
    where = f"{w.organisations[o]} in {asked.labels[t]}"
    limit = f"the budget is {cell(float(budget[t]))} k£" if some[t] else "it has no budget then"
    sentences = [f"{where} spends {cell(float(spent[t]))} k£; {limit}."]
    rows: list[dict[str, object]] = [
        {"line": name.replace("_", " "), "k£": float(line[o, t])}
        for name, line in outcome.spending.items()
        if abs(line[o, t]) > SPECK
    ]
    section = table("What it is spent on", "k£ in the period.", rows, "k£")
    if spent[t] <= most + SPECK:
        return Answered((*sentences, f"That is within {cell(most)} k£."), (section,))

    def within(model: SkillmixModel) -> Rows:
        return [_spending(model, o, t, most)]

    return with_taken(
        sentences, [section], asked.taking(within), f"keep {where} to {cell(most)} k£"
    )


def worst(asked: Asked, count: int) -> list[Line]:
    """Employers who overspend most, then those with nothing left, in their worst period."""
    outcome, w, money = asked.outcome, asked.problem.workforce, asked.problem.money
    found = []
    for o, organisation in enumerate(w.organisations):
        over = np.where(np.isfinite(money.budget[o]), outcome.spent[o] - money.budget[o], -np.inf)
        t = int(np.argmax(over))
        if np.isfinite(over[t]) and over[t] >= -USED_UP * money.budget[o, t]:
            found.append((float(over[t]), organisation, t))
    found.sort(key=lambda each: (-each[0], each[1]))
    return [
        Line(
            f"{organisation}, {asked.labels[t]}",
            f"{cell(over)} k£ over" if over > SPECK else "used up",
            (("organisation", organisation), ("period", asked.labels[t])),
        )
        for over, organisation, t in found[:count]
    ]


def _spending(
    model: SkillmixModel, o: int, t: int, most: float
) -> tuple[np.ndarray, np.ndarray, float, float]:
    """An employer's spending in a period is no more, from every line of spending."""
    total = np.zeros(model.assembled.n_columns)
    for term in spending_terms(model.decisions, model.problem):
        some = (term.organisation[:, None] == o) & (term.period == t)
        np.add.at(total, term.columns[some], term.amounts[some])
    columns = np.flatnonzero(total)
    return columns, total[columns], -np.inf, most
