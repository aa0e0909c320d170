"""Arrangements between employers: capacity of agreements, and terms of rotations."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from planner.explain.cells import Cell
from planner.explain.holds.base import WTE_PRICE, Ground, PlacedHold, down, row_by_row, share_of, up
from solvers.skillmix.impossible.holds import Hold
from solvers.skillmix.rules import agreements, sharing

#: More than this an agreement's capacity never has to rise, WTE.
MOST_MORE = 1e4


def capacity(ground: Ground) -> Iterator[PlacedHold]:
    """``capacity`` of each agreement that has a limit."""
    problem, runs = ground.problem.agreements, ground.columns("arranged")
    total = ground.rows(agreements.CAPACITY, agreements.CAPACITY_AXES)
    each = ground.rows(agreements.OPEN, agreements.PLACINGS)
    for a, row in enumerate(ground.place["agreements"].itertuples()):
        if np.isnan(row.capacity):
            continue
        placings = np.flatnonzero(problem.placing_agreement == a)
        pairs = [(total[a, t], t) for t in ground.periods]
        pairs += [(each[int(y), t], t) for y in placings for t in ground.periods]
        now = float(row.capacity)
        cell = Cell("agreements", {"agreement": row.agreement}, "capacity", now, now, "WTE")
        base = [[runs[problem.arrangement[a], t]] for _, t in pairs]
        way = share_of([r for r, _ in pairs], base, 1.0, MOST_MORE, WTE_PRICE)
        yield PlacedHold(Hold((way,)), cell, agreements.CAPACITY, (up(cell),))


def fewest(ground: Ground) -> Iterator[PlacedHold]:
    """``least`` of each rotation."""
    rows, runs = ground.rows(sharing.LEAST, sharing.AXES), ground.columns("arranged")
    for s, row in _rotations(ground):
        mine = [(s, t) for t in ground.periods if (s, t) in rows]
        arrangement = ground.problem.sharing.arrangement[s]
        now = float(row.least)  # type: ignore[attr-defined]
        cell = Cell("rotations", {"rotation": row.rotation}, "least", now, now, "WTE")  # type: ignore[attr-defined]
        base = [[runs[arrangement, t]] for _, t in mine]
        way = share_of([rows[key] for key in mine], base, -1.0, now, WTE_PRICE)
        yield PlacedHold(Hold((way,)), cell, sharing.LEAST, (down(cell),))


def no_net_loss(ground: Ground) -> Iterator[PlacedHold]:
    """``no_net_loss`` of each rotation that promises it."""
    rows = ground.rows(sharing.NO_LOSS, sharing.AXES)
    for s, row in _rotations(ground):
        mine = [rows[s, t] for t in ground.periods if (s, t) in rows]
        cell = Cell(
            "rotations", {"rotation": row.rotation}, "no_net_loss", True, 1.0, whole=True  # type: ignore[attr-defined]
        )  # fmt: skip
        way = row_by_row(mine, -1.0, [1e6] * len(mine), WTE_PRICE)
        yield PlacedHold(Hold((way,)), cell, sharing.NO_LOSS, (lambda _: 0.0,))


def _rotations(ground: Ground) -> Iterator[tuple[int, object]]:
    """(position among those whose time is shared, row) of each rotation."""
    before = len(ground.place["joint_posts"])
    for k, row in enumerate(ground.place["rotations"].itertuples()):
        yield before + k, row
