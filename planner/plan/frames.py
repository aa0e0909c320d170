"""Rows as a table of a plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from planner.schema.column import Kind, Table


def as_frame(table: Table, rows: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """Rows as the table states them: figures as floats, all else as text."""
    frame = pd.DataFrame(list(rows), columns=list(table.column_names))
    figures = {column.name for column in table.columns if column.kind is Kind.NUMBER}
    return frame.astype(
        {name: "float64" if name in figures else "str" for name in table.column_names}
    )
