"""Arrays to long tables: one row per entry that is not zero."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from planner.schema.column import Kind, Table

#: What is smaller than this is a speck the solver left, not a decision.
SPECK = 1e-9

Axis = Mapping[str, Sequence[Any] | np.ndarray]


def long(values: Mapping[str, np.ndarray], axes: Sequence[Axis]) -> pd.DataFrame:
    """Arrays of one shape as a table of their entries.

    Parameters
    ----------
    values : column → array, all of the same shape.
    axes : for each axis of the arrays, column → what the entries along it are called.
    """
    some = np.zeros(next(iter(values.values())).shape, bool)
    for array in values.values():
        some |= np.abs(array) > SPECK
    at = np.nonzero(some)
    columns: dict[str, Any] = {}
    for axis, index in zip(axes, at, strict=True):
        for name, labels in axis.items():
            columns[name] = np.asarray(labels, dtype=object)[index]
    for name, array in values.items():
        columns[name] = array[at]
    return pd.DataFrame(columns)


def conform(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """The frame with exactly the table's columns, missing ones at their default."""
    columns: dict[str, Any] = {}
    for column in table.columns:
        if column.name in frame.columns:
            values = frame[column.name]
        else:
            blank = 0.0 if column.kind is Kind.NUMBER else ""
            values = pd.Series([blank] * len(frame), index=frame.index)
        columns[column.name] = (
            values.astype(float).fillna(0.0)
            if column.kind is Kind.NUMBER
            else values.fillna("").astype(object)
        )
    return pd.DataFrame(columns).reset_index(drop=True)


def beside(plan: pd.DataFrame, baseline: pd.DataFrame, table: Table) -> pd.DataFrame:
    """The plan's rows with the baseline's figures of the same key beside them.

    Figures that the table states as ``x`` and ``baseline_x`` come from the two
    frames' ``x``; rows only one side has hold zeros on the other.
    """
    pairs = [c.name for c in table.columns if f"baseline_{c.name}" in table.column_names]
    before = baseline.rename(columns={name: f"baseline_{name}" for name in pairs})
    words = [c.name for c in table.columns if c.kind is not Kind.NUMBER and c.name in plan.columns]
    figures = [f"baseline_{name}" for name in pairs if f"baseline_{name}" in before.columns]
    merged = plan.merge(
        before[[*words, *figures]], how="outer", on=words, sort=False, validate="one_to_one"
    )
    return conform(merged, table)
