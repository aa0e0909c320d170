"""The days of a roster."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from planner.errors import PlaceplanError

#: Weeks a roster may have.
MOST_WEEKS = 52


@dataclass(frozen=True)
class Horizon:
    """Whole weeks from a Monday on.

    Attributes
    ----------
    start : the first day.
    weeks : how many weeks.
    today : days before it are as they were published; later ones may change.
    notice : days from ``today`` on in which a published shift should not change.
    """

    start: dt.date
    weeks: int
    today: dt.date
    notice: int

    @property
    def days(self) -> int:
        return 7 * self.weeks

    @property
    def dates(self) -> list[dt.date]:
        return [self.date(day) for day in range(self.days)]

    def date(self, day: int) -> dt.date:
        """The date of a day; days before the first are negative."""
        return self.start + dt.timedelta(days=day)

    def day(self, date: dt.date) -> int:
        """The number of a date, negative before the first day."""
        return (date - self.start).days

    def span(self, first: dt.date | None, last: dt.date | None) -> range:
        """Days of the roster from one date to another, both included; None: open."""
        begin = 0 if first is None else max(0, self.day(first))
        end = self.days - 1 if last is None else min(self.days - 1, self.day(last))
        return range(begin, end + 1)

    @property
    def frozen(self) -> int:
        """Days at the start that are as published."""
        return min(max(0, self.day(self.today)), self.days)

    def in_notice(self, day: int) -> bool:
        return 0 <= day - self.day(self.today) < self.notice


def make_horizon(
    place_start: dt.date,
    start: dt.date | None,
    weeks: int,
    today: dt.date | None,
    notice_weeks: int,
) -> Horizon:
    """The days asked for; without a start, from the first Monday of the place.

    Raises
    ------
    PlaceplanError : the start is no Monday, or there are too many weeks.
    """
    if start is None:
        start = place_start + dt.timedelta(days=-place_start.weekday() % 7)
    if start.weekday():
        before = start - dt.timedelta(days=start.weekday())
        after = before + dt.timedelta(days=7)
        raise PlaceplanError(
            f"A roster starts on a Monday; {start} is a {start:%A}. Give {before} or {after}."
        )
    if not 1 <= weeks <= MOST_WEEKS:
        raise PlaceplanError(f"A roster has 1 to {MOST_WEEKS} weeks, not {weeks}.")
    return Horizon(start, weeks, start if today is None else today, 7 * notice_weeks)
