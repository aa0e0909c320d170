"""The periods of an assignment, and from when on anything may change."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from planner.errors import PlaceplanError
from planner.place.periods import Period, add_months, make_periods
from planner.place.settings import Settings

#: Months that are assigned where nobody says.
MONTHS = 24
#: Weeks in which people are told beforehand where nobody says.
NOTICE_WEEKS = 8


@dataclass(frozen=True)
class Horizon:
    """Periods from the start of the place on; nothing begins before ``earliest``."""

    periods: tuple[Period, ...]
    earliest: dt.date

    @property
    def size(self) -> int:
        return len(self.periods)

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(period.label for period in self.periods)

    @property
    def years(self) -> np.ndarray:
        return np.array([period.years for period in self.periods])

    @property
    def open(self) -> list[int]:
        """Periods in which moves may begin, on their first day."""
        return [t for t, period in enumerate(self.periods) if period.start >= self.earliest]

    @property
    def year(self) -> np.ndarray:
        """(T,) year of the plan, counted from 0."""
        return np.array([period.offset // 12 for period in self.periods], dtype=np.int64)

    def period_of(self, months: float) -> int:
        """The period that so many months after the start falls in, T: after the last."""
        for t, period in enumerate(self.periods):
            if months < period.offset + period.months - 1e-9:
                return t
        return self.size

    def intakes(self, months: tuple[int, ...]) -> list[tuple[dt.date, int, int]]:
        """(date, period, months from the start) of each intake that may be begun."""
        last = self.periods[-1]
        found = []
        for m in range(last.offset + last.months):
            day = add_months(self.periods[0].start, m)
            if day.month in months and day >= self.earliest:
                found.append((day, self.period_of(m), m))
        return found


def make_horizon(
    settings: Settings, months: int, today: dt.date | None, notice_weeks: int
) -> Horizon:
    """The periods that end within so many months, the first at least.

    ``today``: the day from which notice is counted; without one, notice has been given when
    the plan starts.

    Raises
    ------
    PlaceplanError : the notice leaves no day on which anything could begin.
    """
    every = make_periods(settings.start, settings.quarters, settings.years)
    some = tuple(p for p in every if p.offset + p.months <= months) or every[:1]
    notice = dt.timedelta(weeks=notice_weeks)
    earliest = settings.start if today is None else today + notice
    last = add_months(some[-1].start, some[-1].months)
    if earliest >= last:
        raise PlaceplanError(
            f"with {notice_weeks} weeks' notice from {today} nothing can begin before {earliest}, "
            f"and the assignment ends on {last}: name an earlier day, or more months"
        )
    return Horizon(some, earliest)
