"""Whether a table is what it is made again to be."""

from __future__ import annotations

import numpy as np
import pandas as pd

from planner.schema.column import Kind, Table

#: Figures agree within this, of themselves where they are larger than one.
TOLERANCE = 1e-6


def differs(table: Table, stated: pd.DataFrame, again: pd.DataFrame, source: str) -> list[str]:
    """The first row in which a table is not what ``source``, in words, makes it."""
    if len(stated) != len(again):
        return [f"{table.name}: has {len(stated)} rows, {source} make {len(again)}"]
    for column in table.columns:
        a, b = stated[column.name].to_numpy(), again[column.name].to_numpy()
        if column.kind is Kind.NUMBER:
            near = np.abs(a - b) <= TOLERANCE * np.maximum(1.0, np.abs(b))
            off = ~(near | (np.isnan(a) & np.isnan(b)))  # a blank is near nothing but a blank
        else:
            off = a != b
        if off.any():
            i = int(np.flatnonzero(off)[0])
            told = f"{table.name}, row {i + 1}: {column.name}"
            return [f"{told} is stated as {a[i]}, {source} give {b[i]}"]
    return []
