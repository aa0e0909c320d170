"""Tables made in code: data frames or lists of rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from planner.place.readers.raw import RawTable
from planner.place.readers.text import to_text

Frame: TypeAlias = pd.DataFrame | Sequence[Mapping[str, Any]]


def read_frame(frame: Frame, table: str, origin: str) -> RawTable:
    """The table in a frame; row 2 is its first row, as if it stood in a file."""
    if not isinstance(frame, pd.DataFrame):
        frame = _from_records(frame)
    columns = tuple(_texts(frame.iloc[:, i]) for i in range(frame.shape[1]))
    headings = tuple(str(name) for name in frame.columns)
    rows = np.arange(2, len(frame) + 2)
    return RawTable(table, origin, table, headings, columns, rows)


def _from_records(records: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """A frame of rows given as mappings, each value kept as it is."""
    names = list(dict.fromkeys(str(name) for record in records for name in record))
    return pd.DataFrame(
        {name: pd.Series([record.get(name) for record in records], dtype=object) for name in names},
        columns=names,
    )


def _texts(values: pd.Series) -> np.ndarray:
    texts = np.empty(len(values), dtype=object)
    texts[:] = [to_text(value) for value in values.tolist()]
    return texts
