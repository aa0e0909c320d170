"""Rows of a place's table that changed: cell by cell, and rows that were added or removed."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from planner.compare.cells import Cells, cells_of
from planner.place.place import Place
from planner.schema import BY_NAME, Column, Table

Key = tuple[Any, ...]


def row_rows(before: Place, after: Place, tables: Sequence[str]) -> list[dict[str, Any]]:
    """Rows of table ``rows_compared``, without the plan, of these tables.

    Tables with the most changed rows come first; in each the rows added and removed, then changed
    texts, then changed figures, the largest against the mean size of their column first.
    """
    found = [
        changed_cells(BY_NAME[name], before[name], after[name])
        for name in tables
        if name in BY_NAME
    ]
    found.sort(key=lambda rows: -len({row["row"] for row in rows}))
    return [row for rows in found for row in rows]


def changed_cells(table: Table, before: pd.DataFrame, after: pd.DataFrame) -> list[dict[str, Any]]:
    """What differs between two contents of one table."""
    cells = {
        c.name: (cells_of(c, before[c.name]), cells_of(c, after[c.name])) for c in table.columns
    }
    first = _positions([cells[name][0] for name in table.key], len(before))
    second = _positions([cells[name][1] for name in table.key], len(after))
    rows = [_whole(table, key, "added") for key in second if key not in first]
    rows += [_whole(table, key, "removed") for key in first if key not in second]
    both = [key for key in first if key in second]
    at = np.array([first[key] for key in both], dtype=np.int64)
    to = np.array([second[key] for key in both], dtype=np.int64)
    changed = []
    for column in table.columns:
        if column.name not in table.key:
            changed += _column(table, column, cells[column.name], both, at, to)
    changed.sort(key=lambda row: -(math.inf if math.isnan(row["size"]) else row["size"]))
    return rows + changed


def _positions(keys: Sequence[Cells], length: int) -> dict[Key, int]:
    return {tuple(cells.texts[i] for cells in keys): i for i in range(length)}


def _column(
    table: Table,
    column: Column,
    cells: tuple[Cells, Cells],
    keys: Sequence[Key],
    at: np.ndarray,
    to: np.ndarray,
) -> list[dict[str, Any]]:
    before, after = cells
    rows = []
    typical = _typical(before, after)
    for n in np.flatnonzero(before.chosen(at) != after.chosen(to)).tolist():
        i, j = int(at[n]), int(to[n])
        difference = after.figure(j) - before.figure(i)
        rows.append(
            {
                "table": table.name,
                "row": row_text(table, keys[n]),
                "change": "changed",
                "column": column.name,
                "before": before.texts[i],
                "after": after.texts[j],
                "difference": difference,
                "size": abs(difference) / typical if typical > 0 else math.nan,
            }
        )
    return rows


def _typical(before: Cells, after: Cells) -> float:
    """The mean size of a column's figures in both contents; 0 where there are none."""
    if before.figures is None or after.figures is None:
        return 0.0
    both = np.abs(np.concatenate([before.figures, after.figures]))
    both = both[~np.isnan(both)]
    return float(both.mean()) if len(both) else 0.0


def _whole(table: Table, key: Key, change: str) -> dict[str, Any]:
    blank = {"column": "", "before": "", "after": "", "difference": math.nan, "size": math.nan}
    return {"table": table.name, "row": row_text(table, key), "change": change, **blank}


def row_text(table: Table, key: Key) -> str:
    """``organisation TRUST, role nurse``; a row of a single key by that alone."""
    if len(key) == 1:
        return str(key[0])
    named: Mapping[str, Any] = dict(zip(table.key, key, strict=True))
    return ", ".join(f"{name} {_quoted(str(cell))}" for name, cell in named.items())


def _quoted(cell: str) -> str:
    """An identifier among others: quoted where it could be taken for more than itself."""
    if not cell:
        return "(blank)"
    return json.dumps(cell, ensure_ascii=False) if set(cell) & set(',"()') else cell
