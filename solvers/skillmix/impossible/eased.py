"""The model in which holds may give way.

Two forms. **Lifted**, for conflicts: a hold that is not kept binds nothing, whatever its
figure could become. **Changed**, for what to change: a hold gives way as its figure does, by
one amount in every row that the figure makes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from solvers.engine.model import Assembled, Floats, Ids
from solvers.skillmix.impossible.holds import Given, Hold, Way

#: A row gives way by less than this only through what solvers leave behind.
SPECK = 1e-6


@dataclass(frozen=True)
class _Part:
    """A way's columns: ``each`` (k,) by row, or one for all."""

    hold: int
    way: int
    each: Ids
    per_unit: Floats  # what one unit of the way is in each of its columns


@dataclass
class Eased:
    """A model with further columns, which let holds give way.

    Attributes
    ----------
    assembled : every hold may give way.
    cost : by column.
    """

    assembled: Assembled
    cost: Floats
    holds: Sequence[Hold]
    parts: list[_Part]

    def keeping(self, kept: Iterable[int]) -> Assembled:
        """The model in which these holds do not give way."""
        wanted = set(kept)
        ids = [part.each for part in self.parts if part.hold in wanted]
        if not ids:
            return self.assembled
        return self.assembled.with_bounds(np.concatenate(ids), 0.0, 0.0)

    def giving(self, x: Floats) -> list[int]:
        """The holds that give way at a point, in order."""
        return sorted({part.hold for part in self.parts if self._moved(part, x).any()})

    def _moved(self, part: _Part, x: Floats) -> np.ndarray:
        """Which rows of a way give way at a point, (k,)."""
        way = self.holds[part.hold].ways[part.way]
        size = x[part.each] / part.per_unit * np.abs(way.per)
        return np.asarray(size / self.assembled.row_scale[way.rows] > SPECK)

    def given(self, x: Floats) -> list[Given]:
        """By how much each way gives way at a point, those that do."""
        found = []
        for part in self.parts:
            way = self.holds[part.hold].ways[part.way]
            by_row = x[part.each] / part.per_unit
            if way.base is not None:
                size = np.array([x[columns].sum() for columns in way.base])
                share = by_row * np.abs(way.per)
                by_row = np.divide(share, size, out=np.zeros_like(share), where=size > SPECK)
            by_row = np.where(self._moved(part, x), by_row, 0.0)
            if by_row.any():
                found.append(Given(part.hold, part.way, float(by_row.max()), by_row))
        return found


class _Growing:
    """Columns, rows and terms on the way to be added to a model."""

    def __init__(self, base: Assembled):
        self.base = base
        self.columns, self.rows = base.n_columns, base.n_rows
        self.upper: list[Floats] = []
        self.cost: list[Floats] = []
        self.terms: list[tuple[Ids, Ids, Floats]] = []

    def add(self, count: int, upper: Floats | float, cost: Floats | float) -> Ids:
        ids = np.arange(self.columns, self.columns + count)
        self.upper.append(np.broadcast_to(np.asarray(upper, float), (count,)))
        self.cost.append(np.broadcast_to(np.asarray(cost, float), (count,)))
        self.columns += count
        return ids

    def add_rows(self, count: int) -> Ids:
        """New rows whose terms must add up to nothing or less."""
        ids = np.arange(self.rows, self.rows + count)
        self.rows += count
        return ids

    def add_terms(self, rows: Ids, columns: Ids, values: Floats) -> None:
        self.terms.append((rows, columns, values))

    def assembled(self) -> Assembled:
        base, join = self.base, np.concatenate
        entry = [join([getattr(base, name), *(term[k] for term in self.terms)])
                 for k, name in enumerate(("entry_row", "entry_column", "entry_value"))]  # fmt: skip
        order = np.lexsort((entry[1], entry[0]))
        columns, rows = self.columns - base.n_columns, self.rows - base.n_rows
        return replace(
            base,
            lower=join([base.lower, np.zeros(columns)]),
            upper=join([base.upper, *self.upper]),
            integer=join([base.integer, np.zeros(columns, bool)]),
            row_lower=join([base.row_lower, np.full(rows, -np.inf)]),
            row_upper=join([base.row_upper, np.zeros(rows)]),
            entry_row=entry[0][order],
            entry_column=entry[1][order],
            entry_value=entry[2][order],
        )


def lifted(base: Assembled, holds: Sequence[Hold]) -> Eased:
    """The model in which every hold that is not kept binds nothing."""
    return _eased(base, holds, lift=True)


def changed(base: Assembled, holds: Sequence[Hold]) -> Eased:
    """The model in which holds give way as their figures can."""
    return _eased(base, holds, lift=False)


def _eased(base: Assembled, holds: Sequence[Hold], *, lift: bool) -> Eased:
    growing, parts = _Growing(base), []
    for h, hold in enumerate(holds):
        for k, way in enumerate(hold.ways):
            if not len(way.rows):
                continue
            if way.base is not None:
                parts.append(_share(growing, h, k, way))
            elif way.together and not lift:
                parts.append(_one(growing, h, k, way))
            else:
                parts.append(_each(growing, h, k, way, lift))
    cost = np.concatenate([np.zeros(base.n_columns), *growing.cost])
    return Eased(growing.assembled(), cost, holds, parts)


def _one(growing: _Growing, h: int, k: int, way: Way) -> _Part:
    column = growing.add(1, float(way.most.min()), way.price)
    growing.add_terms(way.rows, np.repeat(column, len(way.rows)), -way.per)
    return _Part(h, k, column, np.ones(1))


def _each(growing: _Growing, h: int, k: int, way: Way, lift: bool) -> _Part:
    """A column a row, in the row's own unit."""
    size = np.abs(way.per)
    price = way.price / np.maximum(size, 1e-9)
    price = price / len(way.rows) if way.together else price
    upper = np.inf if lift else way.most * size
    columns = growing.add(len(way.rows), upper, price)
    growing.add_terms(way.rows, columns, -np.sign(way.per))
    return _Part(h, k, columns, size)


def _share(growing: _Growing, h: int, k: int, way: Way) -> _Part:
    """A column a row, of no more than its most of the base there; the largest is paid for."""
    assert way.base is not None
    size = np.abs(way.per)
    columns = growing.add(len(way.rows), np.inf, 0.0)
    growing.add_terms(way.rows, columns, -np.sign(way.per))
    largest = growing.add(1, np.inf, way.price)
    below = growing.add_rows(len(columns))
    growing.add_terms(below, columns, np.ones(len(columns)))
    growing.add_terms(below, np.repeat(largest, len(columns)), -np.ones(len(columns)))
    within = growing.add_rows(len(columns))
    growing.add_terms(within, columns, np.ones(len(columns)))
    for row, some, most, per in zip(within, way.base, way.most, size, strict=True):
        growing.add_terms(np.full(len(some), row), some, np.full(len(some), -most * per))
    return _Part(h, k, columns, size)
