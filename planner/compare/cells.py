"""A column of a place's table as texts to show and to tell apart, and as figures."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from planner.schema import Column, Kind

_FIGURES = (Kind.NUMBER, Kind.SHARE, Kind.WHOLE)


@dataclass(frozen=True)
class Cells:
    """``texts`` as a person reads and writes them, blank where the cell is; no two different cells
    have the same text. ``figures`` (float64, NaN where blank) where the column holds any."""

    texts: list[str]
    figures: np.ndarray | None

    def chosen(self, at: np.ndarray) -> np.ndarray:
        """The texts at these positions."""
        return np.array(self.texts, dtype=object)[at]

    def figure(self, position: int) -> float:
        return math.nan if self.figures is None else float(self.figures[position])


def cells_of(column: Column, values: pd.Series) -> Cells:
    """The cells of a column as the border of a place makes them."""
    if column.many:
        return Cells([";".join(map(str, items)) for items in values], None)
    if column.kind in _FIGURES:
        figures = values.astype("float64").to_numpy()
        return Cells([_number(figure) for figure in figures.tolist()], figures)
    if column.kind is Kind.BOOLEAN:
        return Cells(["yes" if value else "no" for value in values.tolist()], None)
    return Cells([_text(value) for value in values.tolist()], None)


def _number(figure: float) -> str:
    if math.isnan(figure):
        return ""
    return str(int(figure)) if figure.is_integer() and abs(figure) < 1e15 else repr(figure)


def _text(value: Any) -> str:
    return "" if value is None or value is pd.NA or value is pd.NaT else str(value)
