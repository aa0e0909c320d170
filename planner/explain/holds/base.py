"""A cell, the rows of the model that it makes, and what it becomes when they give way."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from planner.explain.cells import Cell
from planner.place.place import Place
from planner.skillmix.horizon import from_period_on
from planner.skillmix.names import Names, make_names
from solvers.engine.model import Floats, Ids
from solvers.skillmix.impossible.holds import Given, Hold, Way
from solvers.skillmix.impossible.roomy import Roomy
from solvers.skillmix.problem import Problem

#: What ways of giving way are worth against each other: one WTE, and as many thousand pounds
#: as one WTE costs in a year, come to the same.
WTE_PRICE = 1.0
MONEY_PRICE = 1.0 / 50.0
NO_LIMIT = np.inf

Axes = tuple[str, ...]


@dataclass(frozen=True)
class Ground:
    """A place, its problem and the model with room."""

    place: Place
    problem: Problem
    roomy: Roomy
    _rows: dict[tuple[str, Axes], dict[tuple[int, ...], int]] = field(default_factory=dict)

    @cached_property
    def names(self) -> Names:
        return make_names(self.place, self.problem.today)

    @property
    def periods(self) -> range:
        return range(self.problem.horizon.size)

    def rows(self, name: str, axes: Axes) -> dict[tuple[int, ...], int]:
        """Row by what it stands for."""
        key = (name, axes)
        if key not in self._rows:
            self._rows[key] = self.roomy.rows(name, axes)
        return self._rows[key]

    def columns(self, decision: str) -> np.ndarray:
        return self.roomy.model.decisions[decision]

    def in_force(self, rows: pd.DataFrame) -> Iterator[tuple[Any, Ids]]:
        """Rows that each hold from their ``period`` on, and the periods in which each does."""
        listed = list(rows.itertuples())
        starts = [(str(row.period), float(k)) for k, row in enumerate(listed)]
        which = from_period_on(starts, self.problem.horizon.labels, np.nan)
        for k, row in enumerate(listed):
            yield row, np.flatnonzero(which == k)


@dataclass(frozen=True)
class PlacedHold:
    """A hold, its cell, and what the cell becomes.

    Attributes
    ----------
    rule : name of the rule whose rows it makes.
    to : by way, the cell's new figure, before it is rounded.
    """

    hold: Hold
    cell: Cell
    rule: str
    to: tuple[Callable[[Given], float], ...]

    def becomes(self, given: Iterable[Given]) -> float:
        """The cell's new figure where the ways give way by so much; the furthest counts, and
        not a number, which leaves the row out, above all."""
        figures = [self.to[each.way](each) for each in given]
        if any(math.isnan(figure) for figure in figures):
            return math.nan
        return max(figures, key=lambda figure: abs(figure - self.cell.now))


def up(cell: Cell) -> Callable[[Given], float]:
    """The figure rises by the amount."""
    return lambda given: cell.now + given.amount


def down(cell: Cell) -> Callable[[Given], float]:
    """The figure falls by the amount."""
    return lambda given: cell.now - given.amount


def ids(rows: Sequence[int]) -> np.ndarray:
    return np.array(rows, dtype=np.int64)


def moves(
    rows: Sequence[int], per: Sequence[float] | Floats, price: float, most: float = NO_LIMIT
) -> Way:
    """All rows by one amount; a row that a unit does not move is left out."""
    size = np.array(per, dtype=float)
    some = size != 0
    return Way(ids(rows)[some], size[some], price, np.full(int(some.sum()), most))


def share_of(
    rows: Sequence[int], base: Sequence[Iterable[int]], sign: float, most: float, price: float
) -> Way:
    """Rows by a share of the columns of ``base``."""
    return Way(
        ids(rows),
        np.full(len(rows), sign),
        price,
        np.full(len(rows), most),
        together=False,
        base=tuple(ids(list(columns)) for columns in base),
    )


def row_by_row(rows: Sequence[int], sign: float, most: Sequence[float], price: float) -> Way:
    """Each row by an amount of its own; all of them cost the price together."""
    n = max(1, len(rows))
    return Way(
        ids(rows), np.full(len(rows), sign), price / n, np.array(most, dtype=float), together=False
    )
