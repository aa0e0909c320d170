"""A linear model filled by whole arrays.

Columns and rows are handed out as arrays of numbers of whatever shape the
caller thinks in; terms are added as arrays that broadcast against each other.
Nothing loops over columns in Python.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

Ids = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Block:
    """Rows or columns that were added together; ``axes`` say what each axis counts.

    ``entries`` hold, for an axis that does not count every entry in order, which entry
    each position stands for; the array broadcasts to ``shape``.
    """

    name: str
    first: int
    shape: tuple[int, ...]
    axes: tuple[str, ...] = ()
    entries: Mapping[str, Ids] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return int(np.prod(self.shape, dtype=np.int64))

    @property
    def ids(self) -> Ids:
        return np.arange(self.first, self.first + self.size).reshape(self.shape)

    def entry(self, row: int) -> tuple[int, ...]:
        """What a row or column of the block stands for: an entry of each of its axes."""
        at = np.unravel_index(row - self.first, self.shape)
        return tuple(
            int(np.broadcast_to(self.entries[axis], self.shape)[at])
            if axis in self.entries
            else int(at[k])
            for k, axis in enumerate(self.axes)
        )


@dataclass
class LinearModel:
    """A model under construction: ``row_lower <= A x <= row_upper``, bounds on x."""

    columns: list[Block] = field(default_factory=list)
    rows: list[Block] = field(default_factory=list)
    _lower: list[Floats] = field(default_factory=list)
    _upper: list[Floats] = field(default_factory=list)
    _integer: list[NDArray[np.bool_]] = field(default_factory=list)
    _row_lower: list[Floats] = field(default_factory=list)
    _row_upper: list[Floats] = field(default_factory=list)
    _terms: list[tuple[Ids, Ids, Floats]] = field(default_factory=list)

    @property
    def n_columns(self) -> int:
        return self.columns[-1].first + self.columns[-1].size if self.columns else 0

    @property
    def n_rows(self) -> int:
        return self.rows[-1].first + self.rows[-1].size if self.rows else 0

    def add_columns(
        self,
        name: str,
        shape: tuple[int, ...],
        lower: ArrayLike = 0.0,
        upper: ArrayLike = np.inf,
        integer: ArrayLike = False,
    ) -> Ids:
        """New columns of the given shape; bounds, and whether they are whole, broadcast to it."""
        block = Block(name, self.n_columns, shape)
        self.columns.append(block)
        self._lower.append(_flat(lower, shape))
        self._upper.append(_flat(upper, shape))
        self._integer.append(np.broadcast_to(np.asarray(integer, bool), shape).ravel())
        return block.ids

    def add_rows(
        self,
        name: str,
        shape: tuple[int, ...],
        lower: ArrayLike = -np.inf,
        upper: ArrayLike = np.inf,
        axes: tuple[str, ...] = (),
        entries: Mapping[str, Ids] | None = None,
    ) -> Ids:
        """New rows of the given shape, empty so far; bounds broadcast to it."""
        block = Block(name, self.n_rows, shape, axes, entries or {})
        self.rows.append(block)
        self._row_lower.append(_flat(lower, shape))
        self._row_upper.append(_flat(upper, shape))
        return block.ids

    def add_terms(self, rows: ArrayLike, columns: ArrayLike, coefficients: ArrayLike = 1.0) -> None:
        """Add ``coefficients * columns`` to ``rows``; the three broadcast together.

        Terms on the same row and column add up; zero coefficients are dropped.
        """
        row_ids, column_ids, values = np.broadcast_arrays(
            np.asarray(rows), np.asarray(columns), np.asarray(coefficients, dtype=float)
        )
        keep = values.ravel() != 0.0
        self._terms.append(
            (
                row_ids.ravel()[keep].astype(np.int64),
                column_ids.ravel()[keep].astype(np.int64),
                values.ravel()[keep],
            )
        )

    def assemble(self) -> Assembled:
        """The finished model."""
        none = (np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
        parts = (none, *self._terms)
        rows = np.concatenate([part[0] for part in parts])
        columns = np.concatenate([part[1] for part in parts])
        values = np.concatenate([part[2] for part in parts])
        n_columns = max(1, self.n_columns)
        key = rows * n_columns + columns
        order = np.argsort(key, kind="stable")
        key, values = key[order], values[order]
        fresh = np.ones(len(key), bool)
        fresh[1:] = key[1:] != key[:-1]
        starts = np.flatnonzero(fresh)
        summed = np.add.reduceat(values, starts) if len(starts) else values
        return Assembled(
            lower=_join(self._lower),
            upper=_join(self._upper),
            integer=np.concatenate(self._integer) if self._integer else np.zeros(0, bool),
            row_lower=_join(self._row_lower),
            row_upper=_join(self._row_upper),
            entry_row=key[starts] // n_columns,
            entry_column=key[starts] % n_columns,
            entry_value=summed,
            columns=tuple(self.columns),
            rows=tuple(self.rows),
        )


@dataclass(frozen=True)
class Assembled:
    """A finished model; entries are sorted by row, then column, each pair once."""

    lower: Floats
    upper: Floats
    integer: NDArray[np.bool_]
    row_lower: Floats
    row_upper: Floats
    entry_row: Ids
    entry_column: Ids
    entry_value: Floats
    columns: tuple[Block, ...]
    rows: tuple[Block, ...]

    @property
    def n_columns(self) -> int:
        return len(self.lower)

    @property
    def n_rows(self) -> int:
        return len(self.row_lower)

    @property
    def size(self) -> dict[str, int]:
        """Columns, rows, nonzeros and integer columns."""
        return {
            "columns": self.n_columns,
            "rows": self.n_rows,
            "nonzeros": len(self.entry_value),
            "integers": int(self.integer.sum()),
        }

    def activity(self, x: Floats) -> Floats:
        """A x."""
        products = self.entry_value * x[self.entry_column]
        sums = np.bincount(self.entry_row, products, minlength=self.n_rows)
        return sums.astype(np.float64, copy=False)

    @cached_property
    def row_scale(self) -> Floats:
        """Largest magnitude a row's terms and bounds could compare with, at least 1."""
        scale = np.ones(self.n_rows)
        np.maximum.at(scale, self.entry_row, np.abs(self.entry_value))
        for bound in (self.row_lower, self.row_upper):
            finite = np.isfinite(bound)
            scale[finite] = np.maximum(scale[finite], np.abs(bound[finite]))
        return scale

    def residual(self, x: Floats) -> float:
        """Largest breach of a bound or of a row, relative to the row's scale."""
        activity = self.activity(x)
        breach = np.maximum(self.row_lower - activity, activity - self.row_upper) / self.row_scale
        bounds = np.maximum(self.lower - x, x - self.upper)
        return max(0.0, _largest(breach), _largest(bounds))

    def with_bounds(self, ids: Ids, lower: ArrayLike, upper: ArrayLike) -> Assembled:
        """The same model with other bounds on some columns."""
        new_lower, new_upper = self.lower.copy(), self.upper.copy()
        new_lower[ids], new_upper[ids] = lower, upper
        return replace(self, lower=new_lower, upper=new_upper)

    def with_rows(self, name: str, rows: Sequence[tuple[Ids, Floats, float, float]]) -> Assembled:
        """The same model with rows added: (columns, coefficients, lower, upper) each."""
        if not rows:
            return self
        first = self.n_rows
        entry_row = [np.full(len(ids), first + i) for i, (ids, _, _, _) in enumerate(rows)]
        return replace(
            self,
            row_lower=np.concatenate([self.row_lower, [row[2] for row in rows]]),
            row_upper=np.concatenate([self.row_upper, [row[3] for row in rows]]),
            entry_row=np.concatenate([self.entry_row, *entry_row]),
            entry_column=np.concatenate([self.entry_column, *(row[0] for row in rows)]),
            entry_value=np.concatenate([self.entry_value, *(row[1] for row in rows)]),
            rows=(*self.rows, Block(name, first, (len(rows),))),
        )

    def relaxed(self) -> Assembled:
        """The linear relaxation: no column must be whole."""
        return replace(self, integer=np.zeros(self.n_columns, bool))


def _flat(value: ArrayLike, shape: tuple[int, ...]) -> Floats:
    return np.broadcast_to(np.asarray(value, dtype=float), shape).ravel().copy()


def _join(parts: list[Floats]) -> Floats:
    return np.concatenate(parts) if parts else np.zeros(0)


def _largest(values: Floats) -> float:
    return float(values.max()) if len(values) else 0.0
