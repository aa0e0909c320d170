"""Rows added up by group, for many draws at once."""

from __future__ import annotations

from dataclasses import dataclass

import numba
import numpy as np

from solvers.skillmix.problem import Floats, Ints


@dataclass(frozen=True)
class Grouping:
    """Which of ``size`` groups each row belongs to; ``group`` is (n,)."""

    group: Ints
    size: int

    def sum(self, values: Floats) -> Floats:
        """Rows (n, …) added up by group, in their order, (size, …)."""
        each = int(np.prod(values.shape[1:]))
        rows = np.ascontiguousarray(values, dtype=float).reshape(len(self.group), each)
        total = np.zeros((self.size, rows.shape[1]))
        _add(self.group, rows, total)
        return total.reshape(self.size, *values.shape[1:])

    def largest(self, values: Floats, of_none: float) -> Floats:
        """The largest of each group's rows, (size, D); ``of_none`` where it has no rows."""
        most = np.full((self.size, values.shape[1]), of_none)
        _most(self.group, np.ascontiguousarray(values), most)
        return most


def grouping(groups: Ints, size: int) -> Grouping:
    return Grouping(np.ascontiguousarray(groups, dtype=np.int64), size)


@numba.njit(cache=True, nogil=True)
def _add(group: Ints, rows: Floats, total: Floats) -> None:
    for row in range(rows.shape[0]):
        for draw in range(rows.shape[1]):
            total[group[row], draw] += rows[row, draw]


@numba.njit(cache=True, nogil=True)
def _most(group: Ints, rows: Floats, most: Floats) -> None:
    for row in range(rows.shape[0]):
        for draw in range(rows.shape[1]):
            most[group[row], draw] = max(most[group[row], draw], rows[row, draw])


def quotient(above: Floats, below: Floats, of_nothing: float) -> Floats:
    """above / below; ``of_nothing`` where there is nothing below."""
    shape = np.broadcast_shapes(above.shape, below.shape)
    return np.divide(above, below, out=np.full(shape, of_nothing), where=below > 0)
