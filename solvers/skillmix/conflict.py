"""Why nothing keeps every rule: the smallest relaxation that would.

Every row of every rule may be broken at a price; the cheapest breaking shows
which rules stand against each other, where, and by how much.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from solvers.engine.limits import Limits
from solvers.engine.mathopt import solve
from solvers.engine.model import Assembled, Block
from solvers.skillmix.build import SkillmixModel
from solvers.skillmix.rules import (
    adoption,
    budgets,
    change,
    establishment,
    fragile_services,
    frozen,
    funds,
    pins,
    readiness,
    recruitment,
    supervision,
    training_places,
    transfers,
)
from solvers.skillmix.rules.base import where

#: Rules that a planner could relax, with what one unit of a breach costs; the
#: others are laws of arithmetic (people are conserved, hours are hours).
RELAXABLE = {
    recruitment.NAME: 1.0,
    recruitment.DRAWS: 1.0,
    establishment.NAME: 2.0,  # only where no limit would do
    establishment.VACANCY: 1.0,
    establishment.RELEASE: 1.0,
    establishment.OVER: 1.0,
    training_places.NAME: 1.0,
    transfers.NAME: 1.0,
    supervision.NAME: 1.0,
    budgets.NAME: 0.01,  # k£ against WTE
    funds.NAME: 0.01,
    adoption.TEAM: 1.0,
    fragile_services.TEAM: 1.0,
    change.NAME: 1.0,
    readiness.NAME: 1.0,
    pins.NAME: 1.0,
    frozen.NAME: 1.0,
}

LISTED = 12

#: Whole yes/no decisions are looked for no longer than this; then shares of them count.
SECONDS = 60.0


@dataclass(frozen=True)
class Conflict:
    """A rule that cannot be kept together with the others, where and by how much; ``entry``
    counts the rule's rows from 0."""

    rule: str
    place: str
    amount: float
    unit: str
    entry: int = 0

    def __str__(self) -> str:
        return (
            f"{self.rule}, {self.place}: would have to give way by {self.amount:,.2f} {self.unit}"
        )


def find_conflicts(
    model: SkillmixModel, limits: Limits, prices: Mapping[str, float] = RELAXABLE
) -> list[Conflict]:
    """The cheapest breach of relaxable rules that leaves something possible, largest first;
    none where there is none. ``prices`` are the rules that may give way, with theirs."""
    base = model.assembled
    rows = np.concatenate(
        [
            np.arange(block.first, block.first + block.size)
            for block in base.rows
            if block.name in prices
        ]
    )
    price = np.concatenate([np.full(b.size, prices[b.name]) for b in base.rows if b.name in prices])
    elastic = _elastic(base, rows)
    cost = np.concatenate([np.zeros(base.n_columns), price, price])
    found = solve(elastic, cost, limits, algorithm="choose", seconds=SECONDS)
    if not len(found.x):
        found = solve(elastic.relaxed(), cost, limits)
    if not len(found.x):
        return []
    extra = found.x[base.n_columns :]
    off = extra[: len(rows)] + extra[len(rows) :]
    worst = [k for k in np.argsort(-off * price)[:LISTED] if off[k] > 1e-6]
    return [_conflict(model, int(rows[k]), float(off[k])) for k in worst]


def _elastic(base: Assembled, rows: np.ndarray) -> Assembled:
    """The model with two more columns per row, which let it be broken up or down."""
    n, k = base.n_columns, len(rows)
    order = np.argsort(np.concatenate([base.entry_row, rows, rows]), kind="stable")
    join = np.concatenate
    return Assembled(
        lower=join([base.lower, np.zeros(2 * k)]),
        upper=join([base.upper, np.full(2 * k, np.inf)]),
        integer=join([base.integer, np.zeros(2 * k, bool)]),
        row_lower=base.row_lower,
        row_upper=base.row_upper,
        entry_row=join([base.entry_row, rows, rows])[order],
        entry_column=join([base.entry_column, np.arange(n, n + k), np.arange(n + k, n + 2 * k)])[
            order
        ],
        entry_value=join([base.entry_value, np.ones(k), -np.ones(k)])[order],
        columns=(*base.columns, Block("elastic", n, (2 * k,))),
        rows=base.rows,
    )


def _conflict(model: SkillmixModel, row: int, amount: float) -> Conflict:
    block = next(b for b in model.assembled.rows if b.first <= row < b.first + b.size)
    place = where(model.problem, model.index, block.axes, block.entry(row))
    unit = "k£" if block.name in (budgets.NAME, funds.NAME) else "WTE"
    return Conflict(block.name, place, amount, unit, row - block.first)
