"""The periods of a plan: quarters first, then years."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Period:
    """One period: its label, first day and length.

    ``offset`` is in months from the start of the plan.
    """

    label: str
    start: dt.date
    months: int
    offset: int

    @property
    def years(self) -> float:
        return self.months / 12

    @property
    def weeks(self) -> float:
        """Mean weeks in a period of this length (365.25 days a year)."""
        return self.months * 365.25 / 7 / 12


def add_months(day: dt.date, months: int) -> dt.date:
    """The first of the month that many months after the month of ``day``."""
    total = day.year * 12 + day.month - 1 + months
    return dt.date(total // 12, total % 12 + 1, 1)


def label_of(start: dt.date, months: int) -> str:
    """``2027Q2`` for a quarter (by calendar month of its start), ``2029/30`` for a year, or
    ``2029`` for a calendar year. A quarter that starts off the calendar is named by month."""
    if months == 3:
        if start.month in (1, 4, 7, 10):
            return f"{start.year}Q{(start.month + 2) // 3}"
        return f"{start.year}-{start.month:02d}"
    if start.month == 1:
        return str(start.year)
    return f"{start.year}/{(start.year + 1) % 100:02d}"


def make_periods(start: dt.date, quarters: int, years: int) -> tuple[Period, ...]:
    """The periods of a horizon that starts at ``start``."""
    periods = []
    offset = 0
    for months in [3] * quarters + [12] * years:
        first = add_months(start, offset)
        periods.append(Period(label_of(first, months), first, months, offset))
        offset += months
    return tuple(periods)
