"""What a person's shifts break of their terms, measured by the clock and nothing else."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import ceil

from planner.roster.people import Person
from planner.roster.rota import Rota
from planner.roster.shifts import DAY, Slot
from planner.schema.tables.requests import ABSENT

#: A hundredth of a minute is no breach.
HAIR = 0.01


@dataclass(frozen=True)
class Breach:
    """A limit that is broken: which, from which day on, by how much."""

    limit: str
    day: int
    amount: float
    unit: str

    def __str__(self) -> str:
        return f"{self.limit} by {self.amount:g} {self.unit}"


@dataclass(frozen=True)
class Worked:
    """A shift as it was or will be worked; minutes after the midnight the roster begins with."""

    day: int
    slot: Slot
    start: int
    end: int
    minutes: int
    night: bool
    length: int


#: Whether a shift is of a sort.
Sort = Callable[[Worked], bool]


def breaches(rota: Rota, person: Person, slots: Mapping[int, Slot]) -> list[Breach]:
    """Every limit broken, with what was worked before the roster; what was broken before it
    began alone is not counted."""
    before = rota.published.before.get(person.name, {})
    timeline = [_worked(rota, day, slot) for day, slot in sorted({**before, **slots}.items())]
    found = [
        *_rests(rota, person, timeline),
        *_week_rests(rota, person, timeline),
        *_runs(person, timeline),
        *_averages(rota, person, timeline),
        *_hours(rota, person, slots),
        *_weekends(rota, person, slots),
    ]
    return [breach for breach in found if breach.amount > HAIR]


def _worked(rota: Rota, day: int, slot: Slot) -> Worked:
    shift = rota.shifts[slot.shift]
    start, end = day * DAY + shift.start, day * DAY + shift.end
    return Worked(day, slot, start, end, shift.minutes, shift.night, shift.length)


def _rests(rota: Rota, person: Person, timeline: list[Worked]) -> Iterator[Breach]:
    """Rest from one shift to the next, travel between sites on top; and rest after runs."""
    limits = person.terms
    for earlier, later in itertools.pairwise(timeline):
        if later.day < 0:
            continue
        gap = later.start - earlier.end
        travel = (
            rota.travel[earlier.slot.site, later.slot.site] if later.day - earlier.day == 1 else 0
        )
        short = 60 * (limits.rest_hours or 0) + travel - gap
        yield Breach("rest between shifts", later.day, short / 60, "hours too little")
    asked = (
        ("rest after nights", _night, limits.rest_after_nights, limits.nights_before_rest or 1),
        (
            "rest after long shifts",
            _long(person),
            limits.rest_after_long,
            limits.long_in_a_row or 1,
        ),
        ("rest after days of work", _any, limits.rest_after_days, limits.days_in_a_row or 1),
    )
    for limit, sort, rest, at_least in asked:
        if rest is None:
            continue
        for run in _lasting(timeline, sort):
            after = next((w for w in timeline if w.start > run[-1].start), None)
            if len(run) >= at_least and after is not None and after.day >= 0:
                short = 60 * rest - (after.start - run[-1].end)
                yield Breach(limit, after.day, short / 60, "hours too little")


def _any(worked: Worked) -> bool:
    return True


def _night(worked: Worked) -> bool:
    return worked.night


def _long(person: Person) -> Sort:
    longest = person.terms.long_shift_hours
    return lambda worked: longest is not None and worked.length > 60 * longest


def _lasting(timeline: list[Worked], sort: Sort) -> Iterator[list[Worked]]:
    """Runs of shifts of one sort on days that follow each other."""
    run: list[Worked] = []
    for worked in timeline:
        if run and not (sort(worked) and worked.day == run[-1].day + 1):
            yield run
            run = []
        if sort(worked):
            run.append(worked)
    if run:
        yield run


def _runs(person: Person, timeline: list[Worked]) -> Iterator[Breach]:
    limits = person.terms
    for limit, sort, most in (
        ("days of work in a row", _any, limits.days_in_a_row),
        ("nights in a row", _night, limits.nights_in_a_row),
        ("long shifts in a row", _long(person), limits.long_in_a_row),
    ):
        for run in _lasting(timeline, sort) if most is not None else ():
            planned = sum(worked.day >= 0 for worked in run)
            yield Breach(limit, run[0].day, min(len(run) - (most or 0), planned), "days too many")


def _week_rests(rota: Rota, person: Person, timeline: list[Worked]) -> Iterator[Breach]:
    """In each stretch of weeks that the roster ends, an unbroken rest lies within it."""
    limits = person.terms
    if limits.week_rest_hours is None:
        return
    length = 7 * (limits.week_rest_weeks or 1)
    for first in range(0, rota.horizon.days - length + 1, length):
        free_from, best = first * DAY, 0
        for worked in timeline:
            if worked.end <= first * DAY or worked.start >= (first + length) * DAY:
                continue
            best = max(best, worked.start - free_from)
            free_from = max(free_from, worked.end)
        best = max(best, (first + length) * DAY - free_from)
        yield Breach("weekly rest", first, limits.week_rest_hours - best / 60, "hours too little")


def _averages(rota: Rota, person: Person, timeline: list[Worked]) -> Iterator[Breach]:
    """Hours in any reference period, and in any seven days, that are known whole."""
    limits, known, days = person.terms, rota.published.known, rota.horizon.days
    minutes = {worked.day: worked.minutes for worked in timeline}
    asked = []
    if limits.average_hours is not None:
        length = min(7 * (limits.reference_weeks or 17), days - known)
        asked.append(("average hours", length, limits.average_hours / 7, True))
    if limits.hours_in_7_days is not None:
        asked.append(("hours in seven days", 7, limits.hours_in_7_days / 7, False))
    for limit, length, per_day, less_away in asked:
        for first in range(known, days - length + 1):
            inside = range(first, first + length)
            if inside[-1] < 0:
                continue
            away = sum(person.away.get(day) in ABSENT for day in inside) if less_away else 0
            most = int(60 * per_day * (length - away) + 1e-6)
            planned = sum(minutes.get(day, 0) for day in inside if day >= 0)
            over = min(sum(minutes.get(day, 0) for day in inside) - most, planned)
            yield Breach(limit, max(first, 0), over / 60, f"hours above in {length} days")


def _hours(rota: Rota, person: Person, slots: Mapping[int, Slot]) -> Iterator[Breach]:
    """Hours above the contract and what it allows beyond, to the nearest that shifts make up."""
    e = rota.number[person.name]
    unit, must = rota.units[e], rota.must[e]
    for days in rota.periods(person.terms.hours_period_weeks):
        worked = {day: rota.shifts[slots[day].shift].minutes for day in days if day in slots}
        contract = max(0.0, person.contract(days) - person.credit(days))
        extra = person.extra_per_week * person.employed(days) / 7
        most = round(contract / unit) * unit + int(extra / unit) * unit
        # What is fixed on more days than the contract has is not the roster's to mend.
        most = max(most, sum(minutes for day, minutes in worked.items() if must[day]))
        over = sum(worked.values()) - most
        yield Breach("contract hours", days.start, over / 60, "hours above")


def _weekends(rota: Rota, person: Person, slots: Mapping[int, Slot]) -> Iterator[Breach]:
    one_in = person.terms.weekends_one_in
    if one_in is None:
        return
    worked = sum(
        7 * week + 5 in slots or 7 * week + 6 in slots for week in range(rota.horizon.weeks)
    )
    most = ceil(rota.horizon.weeks / one_in)
    yield Breach("weekends", 0, worked - most, "weekends too many")
