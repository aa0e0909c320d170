"""The figures of a plan's tables put where the model's arrays have them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from planner.skillmix.lookup import Lookup
from solvers.skillmix.problem import Problem

Tables = Mapping[str, pd.DataFrame]
Values = dict[str, np.ndarray]
"""Decision → the array being filled."""
Places = dict[tuple[str, ...], int]
"""The names on a row → its position in the first axis of an array."""


class StrayRow(ValueError):
    """A row of a plan's table that the place has no counterpart for."""


class PlanRows:
    """The tables of a plan, or of the baseline beside it, against a problem's names.

    Attributes
    ----------
    period, locality : positions of their names.
    cell : (post, profile) → position.
    """

    def __init__(self, problem: Problem, tables: Tables, prefix: str):
        w = problem.workforce
        self.problem, self.tables, self.prefix = problem, tables, prefix
        self.period = Lookup(problem.horizon.labels)
        self.locality = Lookup(w.localities)
        self.cell: Places = {
            (w.posts[n], w.profiles[p]): c
            for c, (n, p) in enumerate(zip(w.cell_post, w.cell_profile, strict=True))
        }

    def put(
        self,
        values: np.ndarray,
        table: str,
        column: str,
        rows: pd.DataFrame,
        keys: Sequence[str],
        at: Places,
        *,
        local: bool = False,
        prefixed: bool = True,
        divide: np.ndarray | None = None,
    ) -> None:
        """Add a column's figures to an array, each row where its keys belong.

        Parameters
        ----------
        values : (position, period), or with ``local`` (position, locality, period).
        table : how messages name the rows.
        keys : columns that together give the position, through ``at``.
        prefixed : whether the baseline has a column of its own for these figures.
        divide : by period, what figures for a whole period are divided by.

        Raises
        ------
        StrayRow : a row that is not zero names something the problem does not have.
        """
        figure = rows[self.prefix + column if prefixed else column].to_numpy(float)
        rows, figure = rows[figure != 0.0], figure[figure != 0.0]
        names = list(zip(*(rows[key] for key in keys), strict=True))
        first = np.fromiter((at.get(name, -1) for name in names), np.int64, count=len(names))
        if (first < 0).any():
            stray = names[int(np.argmax(first < 0))]
            raise StrayRow(f"{table}: nothing in the place is called {' / '.join(map(str, stray))}")
        t = _positions(table, "period", self.period, rows)
        if divide is not None:
            figure = figure / divide[t]
        if local:
            near = _positions(table, "locality", self.locality, rows)
            np.add.at(values, (first, near, t), figure)
        else:
            np.add.at(values, (first, t), figure)


def _positions(table: str, column: str, lookup: Lookup, rows: pd.DataFrame) -> np.ndarray:
    at = lookup.all(rows[column])
    if (at < 0).any():
        stray = rows[column].iloc[int(np.argmax(at < 0))]
        raise StrayRow(f"{table}: the place has no {column} {stray}")
    return at
