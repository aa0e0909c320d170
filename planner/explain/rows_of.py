"""Which rows of a conflict's cells are in conflict: where and when they bite."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from planner.explain.holds.base import Ground, PlacedHold
from solvers.engine.limits import Limits
from solvers.engine.model import Assembled
from solvers.skillmix.impossible.eased import lifted
from solvers.skillmix.impossible.holds import Conflict, Hold, Way
from solvers.skillmix.impossible.smallest import smallest_conflict
from solvers.skillmix.rules.base import names_of

#: Longest search for the rows, seconds; the cells are known without.
SECONDS = 30.0


def rows_in_conflict(
    ground: Ground,
    model: Assembled,
    placed: Sequence[PlacedHold],
    conflict: Conflict,
    limits: Limits,
) -> dict[int, tuple[str, ...]]:
    """Hold → when its rows are in conflict: labels of periods or years, each once."""
    inside = set(conflict.holds)
    others = [each.hold for k, each in enumerate(placed) if k not in inside]
    free = lifted(model, others).assembled
    single, of = [], []
    for k in conflict.holds:
        for row in sorted({int(r) for way in placed[k].hold.ways for r in way.rows}):
            single.append(Hold(tuple(_only(way, row) for way in placed[k].hold.ways)))
            of.append((k, row))
    found = smallest_conflict(free, single, limits.within(SECONDS), whole=conflict.whole)
    if found is None or not found.irreducible:
        return {}
    when: dict[int, list[str]] = {}
    for position in found.holds:
        k, row = of[position]
        label = _when(ground, row)
        if label and label not in when.setdefault(k, []):
            when[k].append(label)
    return {k: tuple(labels) for k, labels in when.items()}


def _only(way: Way, row: int) -> Way:
    """A way in one of its rows, in which it may move as far as it likes."""
    at = np.flatnonzero(way.rows == row)
    base = None if way.base is None else tuple(way.base[int(k)] for k in at)
    return Way(way.rows[at], way.per[at], way.price, way.most[at], way.together, base)


def _when(ground: Ground, row: int) -> str:
    """The period or the year of a row."""
    roomy = ground.roomy
    block = next(b for b in roomy.assembled.rows if b.first <= row < b.first + b.size)
    if not block.axes:
        return ""
    entry = block.entry(row)[-1]
    if block.axes[-1] == "pin":
        return ground.problem.horizon.labels[ground.problem.pins[entry].period]
    return str(names_of(roomy.problem, roomy.model.index, block.axes[-1])[entry])
