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
    if isinstance(frame, pd.DataFrame):
        names = [str(name) for name in frame.columns]
        columns = [frame.iloc[:, i].tolist() for i in range(frame.shape[1])]
    else:
        names = list(dict.fromkeys(str(name) for record in frame for name in record))
        columns = [[record.get(name) for record in frame] for name in names]
    rows = np.arange(2, len(frame) + 2)
    return RawTable(table, origin, table, tuple(names), tuple(map(_texts, columns)), rows)


def _texts(values: Sequence[Any]) -> np.ndarray:
    texts = np.empty(len(values), dtype=object)
    texts[:] = [to_text(value) for value in values]
    return texts
