"""Periods of a place as the solver's horizon."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from planner.place.periods import Period
from solvers.skillmix.problem import Horizon

#: The financial year of the NHS and of councils starts in this month.
FINANCIAL_YEAR_START = 4


def make_horizon(periods: Sequence[Period]) -> Horizon:
    """The horizon; a period belongs to the financial year its first day falls in."""
    years = [p.start.year - (p.start.month < FINANCIAL_YEAR_START) for p in periods]
    return Horizon(
        labels=tuple(p.label for p in periods),
        months=np.array([p.months for p in periods], dtype=np.int64),
        offset=np.array([p.offset for p in periods], dtype=np.int64),
        financial_year=np.array(years, dtype=np.int64) - min(years),
    )


def from_period_on(
    rows: Sequence[tuple[str, float]], labels: Sequence[str], before: float
) -> np.ndarray:
    """A figure per period from rows (label or "", value) that each hold from a period on."""
    values = np.full(len(labels), before)
    starts = sorted((labels.index(label) if label else 0, bool(label), v) for label, v in rows)
    for first, _, value in starts:
        values[first:] = value
    return values
