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
    """The plan's rows with the baseline's figures of the same key beside them, sorted by key.

    Figures that the table states as ``x`` and ``baseline_x`` come from the two
    frames' ``x``; rows only one side has hold zeros on the other.

    Raises
    ------
    ValueError : one side has a key twice.
    """
    words = [c.name for c in table.columns if c.kind is not Kind.NUMBER and c.name in plan.columns]
    # Keys as tuples: an outer merge of two short frames takes twenty times as long.
    of_plan, of_baseline = _rows(plan, words), _rows(baseline, words)
    keys = sorted(of_plan | of_baseline)
    named = dict(zip(words, zip(*keys, strict=True), strict=True)) if keys else {}
    here = np.array([of_plan.get(key, -1) for key in keys], dtype=np.int64)
    there = np.array([of_baseline.get(key, -1) for key in keys], dtype=np.int64)
    columns: dict[str, Any] = {}
    for column in table.columns:
        name, figure = column.name, column.name.removeprefix("baseline_")
        if name in words:
            columns[name] = pd.Series(named.get(name, ()), dtype=object)
        elif name in plan.columns:
            columns[name] = _taken(plan[name], here)
        elif figure != name and figure in baseline.columns:
            columns[name] = _taken(baseline[figure], there)
        elif column.kind is Kind.NUMBER:
            columns[name] = np.zeros(len(keys))
        else:
            columns[name] = pd.Series([""] * len(keys), dtype=object)
    return pd.DataFrame(columns)


def _rows(frame: pd.DataFrame, words: Sequence[str]) -> dict[tuple[Any, ...], int]:
    """Key → row."""
    found = {key: i for i, key in enumerate(zip(*(frame[name] for name in words), strict=True))}
    if len(found) < len(frame):
        raise ValueError(f"a key of {', '.join(words)} is listed twice")
    return found


def _taken(figures: pd.Series, rows: np.ndarray) -> np.ndarray:
    """Figures of some rows, nothing where there is none (-1) or where it is blank."""
    known = np.append(figures.to_numpy(float), 0.0)
    return np.where(np.isnan(known), 0.0, known)[rows]
