"""Decisions that a planner has fixed by hand."""

from __future__ import annotations

import math
from collections.abc import Iterator

from planner.explain.cells import Cell
from planner.explain.holds.base import WTE_PRICE, Ground, PlacedHold, down, moves, row_by_row, up
from solvers.skillmix.impossible.holds import Hold
from solvers.skillmix.rules import pins as rule

KEY = ("decision", "organisation", "item", "period", "comparison")
#: A pin is given up only where that is so much cheaper than another value.
WITHOUT = 10.0
YES_OR_NO = ("adopted", "taken", "arranged", "opened", "own_team")


def pins(ground: Ground) -> Iterator[PlacedHold]:
    """``value`` of each pin."""
    if ground.problem.today:
        return
    rows, position = ground.rows(rule.NAME, ("pin",)), 0
    labels = ground.problem.horizon.labels
    for row in ground.place["pins"].itertuples():
        count = len(labels) if row.period == "" else 1
        mine = [rows[(position + k,)] for k in range(count)]
        position += count
        whole = row.decision in YES_OR_NO
        where = {name: getattr(row, name) for name in KEY}
        now = float(row.value)
        cell = Cell("pins", where, "value", now, now, "" if whole else "WTE", whole)
        ways, to = [], []
        if row.comparison != "at_least":
            most = max(0.0, 1.0 - now) if whole else float("inf")
            ways.append(moves(mine, [1.0] * count, WTE_PRICE, most))
            to.append(up(cell))
        if row.comparison != "at_most":
            ways.append(moves(mine, [-1.0] * count, WTE_PRICE, now))
            to.append(down(cell))
        if count > 1:  # no one value may do in every period: then without the pin
            for sign in (1.0, -1.0):
                ways.append(row_by_row(mine, sign, [1e6] * count, WITHOUT * WTE_PRICE))
                to.append(lambda _: math.nan)
        yield PlacedHold(Hold(tuple(ways)), cell, rule.NAME, tuple(to))
