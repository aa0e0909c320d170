"""Money: budgets, how far they may be overspent, and funds."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from planner.explain.cells import Cell
from planner.explain.holds.base import MONEY_PRICE, Ground, PlacedHold, moves, up
from solvers.skillmix.impossible.holds import Hold
from solvers.skillmix.impossible.roomy import bound_of
from solvers.skillmix.rules import budgets as budget_rule
from solvers.skillmix.rules import funds as fund_rule

UNIT = "k£ a year"


def budgets(ground: Ground) -> Iterator[PlacedHold]:
    """``amount`` of each budget, in the periods in which its row holds."""
    rows, horizon = ground.rows(budget_rule.NAME, budget_rule.AXES), ground.problem.horizon
    for organisation, some in ground.place["budgets"].groupby("organisation", sort=False):
        o = ground.names.organisations[str(organisation)]
        for row, periods in ground.in_force(some):
            cell = Cell(
                "budgets",
                {"organisation": row.organisation, "period": row.period},
                "amount",
                float(row.amount),
                float(row.amount),
                UNIT,
            )
            mine = [rows[o, int(t)] for t in periods]
            way = moves(mine, horizon.years[periods], MONEY_PRICE)
            yield PlacedHold(Hold((way,)), cell, budget_rule.NAME, (up(cell),))


def overspends(ground: Ground) -> Iterator[PlacedHold]:
    """``overspend_limit`` of whoever has a control total and a budget."""
    rows, horizon = (
        ground.rows(bound_of("overspend"), budget_rule.AXES),
        ground.problem.horizon,
    )
    limited = np.asarray(np.isfinite(ground.problem.money.budget).any(axis=1))
    for o, row in enumerate(ground.place["organisations"].itertuples()):
        if row.budget_rule == "hard" or not limited[o]:
            continue
        now = float(row.overspend_limit)
        where = {"organisation": row.organisation}
        cell = Cell("organisations", where, "overspend_limit", now, now, UNIT)
        way = moves([rows[o, t] for t in ground.periods], horizon.years, MONEY_PRICE)
        yield PlacedHold(Hold((way,)), cell, budget_rule.NAME, (up(cell),))


def funds(ground: Ground) -> Iterator[PlacedHold]:
    """``amount`` of each fund, by financial year."""
    rows, horizon = ground.rows(fund_rule.NAME, fund_rule.YEAR_AXES), ground.problem.horizon
    years = horizon.by_financial_year(horizon.years)
    for f, row in enumerate(ground.place["funds"].itertuples()):
        cell = Cell(
            "funds", {"fund": row.fund}, "amount", float(row.amount), float(row.amount), UNIT
        )
        way = moves([rows[f, y] for y in range(len(years))], years, MONEY_PRICE)
        yield PlacedHold(Hold((way,)), cell, fund_rule.NAME, (up(cell),))
