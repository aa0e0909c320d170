"""Shifts that were worked or published before: what a roster goes on from, and what it keeps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from planner.place.place import Place
from planner.plan.plan import Plan
from planner.roster.horizon import Horizon
from planner.roster.people import Person
from planner.roster.shifts import Slot


@dataclass(frozen=True)
class Published:
    """What is known of days before the roster, and of its own days.

    Attributes
    ----------
    before : person → day (negative) → shift and site.
    known : from which day on, negative, all shifts are known; 0: nothing is.
    during : person → day → shift and site, of a roster published for these days.
    days : days of the roster that were published.
    people : who was on the published roster.
    """

    before: dict[str, dict[int, Slot]] = field(default_factory=dict)
    known: int = 0
    during: dict[str, dict[int, Slot]] = field(default_factory=dict)
    days: frozenset[int] = frozenset()
    people: frozenset[str] = frozenset()


def read_published(
    place: Place, horizon: Horizon, people: Sequence[Person], previous: Plan | None
) -> Published:
    """From the table ``worked`` and the plan before; where both speak of a day, the table,
    for it says what came to pass."""
    before: dict[str, dict[int, Slot]] = {}
    during: dict[str, dict[int, Slot]] = {}
    known, days, those = 0, frozenset[int](), frozenset[str]()
    if previous is not None:
        first = horizon.day(dt.date.fromisoformat(previous.record.start))
        last = first + 7 * len(previous.record.periods) - 1
        days = frozenset(range(max(0, first), min(horizon.days - 1, last) + 1))
        those = frozenset(previous["roster_people"]["person"])
        known = min(known, first if last >= -1 else 0)
        for row in previous["duties"].itertuples(index=False):
            day = horizon.day(dt.date.fromisoformat(row.date))
            side = before if day < 0 else during
            if day < horizon.days:
                side.setdefault(row.person, {})[day] = Slot(row.shift, row.site)
    worked = place["worked"]
    own = {person.name: person.site for person in people}
    table = [horizon.day(date) for date in worked["date"]]
    if any(day < 0 for day in table):
        told = min(day for day in table if day < 0)
        known = min(known, told)
        for shifts in before.values():  # the table says what came to pass from then on
            for day in [day for day in shifts if day >= told]:
                del shifts[day]
    for day, row in zip(table, worked.itertuples(index=False), strict=True):
        if day < 0:
            site = row.site or own[row.person]
            before.setdefault(row.person, {})[day] = Slot(row.shift, site)
    return Published(before, known, during, days, those)
