"""Shifts by the clock, and shifts at sites."""

from __future__ import annotations

from dataclasses import dataclass

from planner.place.place import Place
from planner.place.rules.roster import span

DAY = 24 * 60
#: Night time, and how much of it makes a night shift (Working Time Regulations 1998,
#: regulation 2), in minutes after the midnight before the shift.
NIGHT_FROM, NIGHT_UNTIL, NIGHT_LEAST = 23 * 60, DAY + 6 * 60, 180
#: A shift longer than this is a long day, however it begins; in hours, breaks included.
LONG = 10.0
#: An early begins before this, a late ends after that.
EARLY_BEFORE, LATE_AFTER = 9 * 60, 19 * 60


@dataclass(frozen=True)
class Shift:
    """A shift. ``start`` and ``end`` are minutes after midnight, ``end`` beyond a day where it
    is on the next; ``minutes`` are those that count as working time."""

    name: str
    label: str
    start: int
    end: int
    minutes: int

    @property
    def length(self) -> int:
        """Minutes from start to end, breaks included."""
        return self.end - self.start

    @property
    def night(self) -> bool:
        early = max(0, min(self.end, 6 * 60) - self.start)  # begun after midnight
        late = max(0, min(self.end, NIGHT_UNTIL) - max(self.start, NIGHT_FROM))
        return early + late >= NIGHT_LEAST

    @property
    def kind(self) -> str:
        """What sort of shift it is, by its times."""
        if self.night:
            return "night"
        if self.length > LONG * 60:
            return "long_day"
        if self.end > LATE_AFTER:
            return "late"
        return "early" if self.start < EARLY_BEFORE else "day"


def read_shifts(place: Place) -> dict[str, Shift]:
    """The place's shifts by identifier, in its order."""
    shifts = {}
    for row in place["shifts"].itertuples(index=False):
        start, end = span(row.start, row.end)
        shifts[row.shift] = Shift(
            row.shift, row.name or row.shift, start, end, end - start - int(row.unpaid_break)
        )
    return shifts


@dataclass(frozen=True)
class Slot:
    """A shift at a site."""

    shift: str
    site: str

    def __str__(self) -> str:
        return f"{self.shift} at {self.site}"
