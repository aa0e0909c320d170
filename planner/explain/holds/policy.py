"""What ``place.toml`` says of the whole place."""

from __future__ import annotations

from collections.abc import Iterator

from planner.explain.cells import Cell
from planner.explain.holds.base import WTE_PRICE, Ground, PlacedHold, moves, row_by_row, up
from solvers.skillmix.impossible.holds import Given, Hold
from solvers.skillmix.rules import establishment, frozen


def over_establishment(ground: Ground) -> Iterator[PlacedHold]:
    """``over_establishment_limit``, where there is one."""
    rows = ground.rows(establishment.OVER, ("period",))
    limit = ground.place.settings.policy.over_establishment_limit
    if limit is None or not rows:
        return
    cell = Cell("policy", {}, "over_establishment_limit", limit, limit, "WTE")
    mine = [rows[(t,)] for t in ground.periods]
    way = moves(mine, [1.0] * len(mine), WTE_PRICE)
    yield PlacedHold(Hold((way,)), cell, establishment.OVER, (up(cell),))


def frozen_periods(ground: Ground) -> Iterator[PlacedHold]:
    """``frozen_periods``, where the plan before keeps any."""
    blocks = [b for b in ground.roomy.assembled.rows if b.name == frozen.NAME and b.size]
    rows = [int(row) for block in blocks for row in block.ids.ravel()]
    periods = [block.entry(int(row))[-1] for block in blocks for row in block.ids.ravel()]
    now = float(ground.place.settings.policy.frozen_periods)
    cell = Cell("policy", {}, "frozen_periods", now, now, "", whole=True)

    def to(given: Given) -> float:
        return float(min(t for t, by in zip(periods, given.by_row, strict=True) if by > 0))

    ways = tuple(row_by_row(rows, sign, [1e6] * len(rows), WTE_PRICE) for sign in (1.0, -1.0))
    yield PlacedHold(Hold(ways), cell, frozen.NAME, (to, to))
