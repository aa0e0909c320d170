"""Rows of a plan's table as a frame."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from planner.schema.column import Kind, Table


def to_frame(table: Table, rows: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """With the columns of the table in their order: figures as numbers, all else as text."""
    frame = pd.DataFrame(list(rows), columns=list(table.column_names))
    for column in table.columns:
        frame[column.name] = frame[column.name].astype(
            "float64" if column.kind is Kind.NUMBER else object
        )
    return frame
