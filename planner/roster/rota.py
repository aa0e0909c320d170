"""A roster to be made: what the place says of its days, people and shifts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, reduce
from math import gcd

import numpy as np

from planner.place.contracts import blank
from planner.place.place import Place
from planner.plan.plan import Plan
from planner.roster.availability import Bools, availability
from planner.roster.horizon import Horizon
from planner.roster.people import Person, read_people
from planner.roster.published import Published, read_published
from planner.roster.shares import Share, fair_shares
from planner.roster.shifts import Shift, Slot, read_shifts
from planner.roster.wants import RatioWant, Want, read_ratios, read_wants
from planner.schema.tables.roster_points import POINTS


@dataclass(frozen=True)
class Pin:
    """What a person does on a day, fixed: ``shift`` empty for a day off, ``site`` for any."""

    shift: str
    site: str


@dataclass(frozen=True)
class Asked:
    """A request that need not be kept, on one day."""

    kind: str
    shift: str
    importance: float

    def met(self, slot: Slot | None) -> bool:
        """Whether what the person does that day is as asked."""
        if self.kind == "day_off":
            return slot is None
        if self.kind == "not_shift":
            return slot is None or slot.shift != self.shift
        return slot is not None and self.shift in ("", slot.shift)

    @property
    def measure(self) -> str:
        return "day_off_refused" if self.kind == "day_off" else "shift_refused"


@dataclass(frozen=True)
class Rota:
    """Everything of a place that a roster of these days depends on.

    Attributes
    ----------
    slots : shifts at sites where somebody is wanted, fixed, published or was before.
    pins : (person, day) → what is fixed by hand.
    asked : (person, day) → requests.
    travel : (site, site) → minutes.
    points : measure → points for one.
    shares : by person, fair numbers of nights and weekends.
    """

    place: Place
    horizon: Horizon
    shifts: dict[str, Shift]
    slots: tuple[Slot, ...]
    people: tuple[Person, ...]
    wants: tuple[Want, ...]
    ratios: tuple[RatioWant, ...]
    pins: dict[tuple[str, int], Pin]
    asked: dict[tuple[str, int], tuple[Asked, ...]]
    travel: dict[tuple[str, str], int]
    points: dict[str, float]
    published: Published
    shares: tuple[Share, ...]

    def may(self, person: Person, slot: Slot) -> bool:
        """Whether a person's contract has the shift and the site, and their terms its length."""
        longest = person.terms.shift_hours
        return (
            slot.site in person.sites
            and (not person.shifts or slot.shift in person.shifts)
            and (longest is None or self.shifts[slot.shift].length <= 60 * longest)
        )

    @cached_property
    def _availability(self) -> tuple[Bools, Bools]:
        return availability(self)

    @property
    def available(self) -> Bools:
        """Slots that each person may work on each day, (people, days, slots)."""
        return self._availability[0]

    @property
    def must(self) -> Bools:
        """Days on which each person must work, (people, days)."""
        return self._availability[1]

    @cached_property
    def number(self) -> dict[str, int]:
        """The place of each person in ``people``."""
        return {person.name: e for e, person in enumerate(self.people)}

    @cached_property
    def units(self) -> list[int]:
        """Of each person, minutes of which every shift they may work is a whole number."""
        lengths = np.array([self.shifts[slot.shift].minutes for slot in self.slots], np.int64)
        return [reduce(gcd, lengths[own.any(axis=0)].tolist(), 0) or 1 for own in self.available]

    def periods(self, weeks: int | None) -> list[range]:
        """The days of each hours period of so many weeks; None: the whole roster."""
        step = 7 * (weeks or self.horizon.weeks)
        return [
            range(first, min(first + step, self.horizon.days))
            for first in range(0, self.horizon.days, step)
        ]


def make_rota(place: Place, horizon: Horizon, previous: Plan | None = None) -> Rota:
    """Read a place for a roster; ``previous`` is the roster before, or the one published."""
    shifts = read_shifts(place)
    people = tuple(read_people(place, horizon))
    wants, ratios = tuple(read_wants(place, horizon)), tuple(read_ratios(place, horizon))
    published = read_published(place, horizon, people, previous)
    pins = {
        (row.person, horizon.day(row.date)): Pin(row.shift, row.site)
        for row in place["roster_pins"].itertuples(index=False)
        if 0 <= horizon.day(row.date) < horizon.days
    }
    slots = dict.fromkeys(want.slot for want in wants if want.preferred)
    for told in (published.before, published.during):
        slots |= dict.fromkeys(slot for days in told.values() for slot in days.values())
    sites = {person.name: person.sites for person in people}
    for (name, _), pin in pins.items():
        if pin.shift:
            where = (pin.site,) if pin.site else sites[name]
            slots |= dict.fromkeys(Slot(pin.shift, site) for site in where)
    points = {measure: each for measure, (each, _, _) in POINTS.items()}
    table = place["roster_points"]
    points |= dict(zip(table["measure"], table["points"], strict=True))
    return Rota(
        place,
        horizon,
        shifts,
        tuple(sorted(slots, key=lambda slot: (slot.site, slot.shift))),
        people,
        wants,
        ratios,
        pins,
        _asked(place, horizon),
        _travel(place),
        points,
        published,
        tuple(fair_shares(people, wants, shifts, horizon)),
    )


def _asked(place: Place, horizon: Horizon) -> dict[tuple[str, int], tuple[Asked, ...]]:
    asked: dict[tuple[str, int], tuple[Asked, ...]] = {}
    for row in place["requests"].itertuples(index=False):
        if row.kind not in ("day_off", "work", "not_shift"):
            continue
        shift = "" if row.kind == "day_off" else row.shift
        for day in horizon.span(row.first, row.first if blank(row.last) else row.last):
            key = (row.person, day)
            asked[key] = (*asked.get(key, ()), Asked(row.kind, shift, row.importance))
    return asked


def _travel(place: Place) -> dict[tuple[str, str], int]:
    """Minutes between two sites, by their localities, either way round; where the table is
    silent, what the policy says."""
    minutes: dict[tuple[str, str], float] = {}
    for row in place["travel"].itertuples(index=False):
        minutes[row.from_locality, row.to_locality] = row.minutes
        minutes.setdefault((row.to_locality, row.from_locality), row.minutes)
    sites = list(zip(place["sites"]["site"], place["sites"]["locality"], strict=True))
    silent = place.settings.policy.travel_minutes
    return {
        (a, b): 0 if a == b else -int(-minutes.get((here, there), silent) // 1)
        for a, here in sites
        for b, there in sites
    }
