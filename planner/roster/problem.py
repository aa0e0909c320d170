"""From a rota to the solver's problem."""

from __future__ import annotations

from math import ceil, floor

import numpy as np

from planner.roster.people import Person
from planner.roster.rota import Rota
from planner.roster.shifts import Slot
from planner.roster.terms import WorkingTime
from solvers.roster.problem import (
    SATURDAY,
    SUNDAY,
    WEEKDAY,
    Count,
    Cover,
    Floats,
    History,
    Range,
    RosterProblem,
    Series,
    Terms,
    WeeklyRest,
    Window,
)

#: What a series of terms is called.
WORK, NIGHTS, LONG = "days of work", "nights", "long shifts"


def make_problem(rota: Rota) -> RosterProblem:
    """The solver's problem; its shifts and duties are the rota's slots."""
    horizon, shifts = rota.horizon, [rota.shifts[slot.shift] for slot in rota.slots]
    available = rota.available
    preference, constant = _preferences(rota)
    terms, owed = [], 0.0
    for e in range(len(rota.people)):
        theirs, per_minute, fixed = terms_of(rota, e)
        preference[e] += per_minute * np.array([shift.minutes for shift in shifts])
        terms.append(theirs)
        owed += fixed
    return RosterProblem(
        people=tuple(person.name for person in rota.people),
        shifts=tuple(str(slot) for slot in rota.slots),
        duties=tuple(str(slot) for slot in rota.slots),
        minutes=np.array([shift.minutes for shift in shifts], np.int64),
        start=np.array([shift.start for shift in shifts], np.int64),
        end=np.array([shift.end for shift in shifts], np.int64),
        day_class=np.tile([WEEKDAY] * 5 + [SATURDAY, SUNDAY], horizon.weeks),
        duty_shift=np.arange(len(rota.slots)),
        may=np.asarray(available.any(axis=1)),
        available=available,
        must=rota.must,
        preference=preference,
        forbidden=np.zeros((len(shifts), len(shifts)), bool),
        travel=np.array(
            [[rota.travel[a.site, b.site] for b in rota.slots] for a in rota.slots], np.int64
        ).reshape(len(shifts), len(shifts)),
        group=np.unique([person.site for person in rota.people], return_inverse=True)[1],
        terms=tuple(terms),
        cover=_cover(rota),
        constant=constant + owed,
    )


def _preferences(rota: Rota) -> tuple[Floats, float]:
    """What working each slot costs each person each day, (E, D, S), and what no roster changes."""
    horizon, points, slots = rota.horizon, rota.points, rota.slots
    cost = np.zeros((len(rota.people), horizon.days, len(slots)))
    constant = 0.0
    for e, person in enumerate(rota.people):
        away = np.array([slot.site != person.site for slot in slots], bool)
        cost[e][:, away] += points["other_site"]
    for (name, day), asked in rota.asked.items():
        for one in asked:
            weight = points[one.measure] * one.importance
            refused = 0.0 if one.met(None) else weight
            constant += refused
            cost[rota.number[name], day] += [
                (0.0 if one.met(slot) else weight) - refused for slot in slots
            ]
    at = {slot: s for s, slot in enumerate(slots)}
    for day in rota.published.days:
        if day < horizon.frozen:
            continue
        weight = points["changed_in_notice" if horizon.in_notice(day) else "changed_later"]
        for e, person in enumerate(rota.people):
            if person.name not in rota.published.people:
                continue
            slot = rota.published.during.get(person.name, {}).get(day)
            if slot is None:
                cost[e, day] += weight
            else:
                constant += weight
                cost[e, day, at[slot]] -= weight
    return cost, constant


def _cover(rota: Rota) -> Cover:
    """Rows of cover that want somebody, then rows of ratios."""
    at = {slot: s for s, slot in enumerate(rota.slots)}
    wants = [want for want in rota.wants if want.slot in at]
    ratios = [ratio for ratio in rota.ratios if ratio.slot in at]
    slots = [at[want.slot] for want in wants] + [at[ratio.slot] for ratio in ratios]
    days = [want.day for want in wants] + [ratio.day for ratio in ratios]
    counts = np.zeros((len(slots), len(rota.slots)), bool)
    counts[np.arange(len(slots)), slots] = True
    kinds = {(row.row, row.roles, row.competency): row for row in wants}
    who = {
        key: np.array([row.counts(p) for p in rota.people], np.int64) for key, row in kinds.items()
    }
    weight = [who[row.row, row.roles, row.competency] for row in wants]
    sums = {ratio.row: [ratio.weight(p) for p in rota.people] for ratio in ratios}
    weight += [np.array(sums[ratio.row], np.int64) for ratio in ratios]
    below, above = rota.points["below_preferred"], rota.points["above_preferred"]
    none = np.zeros(len(ratios))
    return Cover(
        day=np.array(days, np.int64),
        counts=counts,
        weight=np.array(weight, np.int64).reshape(len(slots), len(rota.people)),
        wanted=np.array([w.preferred for w in wants] + [0] * len(ratios), np.int64),
        under=np.concatenate([[below * w.importance for w in wants], none]),
        over=np.concatenate([[0.0 if w.competency else above for w in wants], none]),
        least=np.array([w.minimum for w in wants] + [0] * len(ratios), np.int64),
    )


def terms_of(rota: Rota, e: int) -> tuple[Terms, float, float]:
    """A person's terms, what each minute worked costs, and what no roster changes of that.

    Hours above the contract cost from the first on. So every minute is charged as one above
    it, what the contract makes of that is given back, and each minute below costs as much
    more: the sum is the same, and the solver has one price below and a limit above.
    """
    person, horizon = rota.people[e], rota.horizon
    limits, points = person.terms, rota.points
    lengths = np.array([rota.shifts[slot.shift].minutes for slot in rota.slots], np.int64)
    available, must, unit = rota.available[e], rota.must[e], rota.units[e]
    extra = person.extra_per_week
    owed, above = points["hours_owed"] / 60, points["extra_hours"] / 60 if extra else 0.0
    ranges, firsts, fixed = [], [], 0.0
    for days in rota.periods(limits.hours_period_weeks):
        target = target_minutes(person, days, unit)
        most = target + floor(extra * person.employed(days) / 7 / unit) * unit
        held = [
            int(lengths[available[day]].max()) for day in days if must[day] and available[day].any()
        ]
        most = max(most, sum(held))
        ranges.append(Range(target, most, below=owed + above))
        firsts.append(days.start)
        fixed -= above * target
    shares = rota.shares[e]
    sorts = {
        NIGHTS: tuple(rota.shifts[slot.shift].night for slot in rota.slots),
        LONG: tuple(
            limits.long_shift_hours is not None
            and rota.shifts[slot.shift].length > 60 * limits.long_shift_hours
            for slot in rota.slots
        ),
        WORK: tuple(True for _ in rota.slots),
    }
    nights = _share(shares.nights, points["night_share"])
    weekends = _share(shares.weekends, points["weekend_share"])
    most_weekends = limits.weekends_one_in and ceil(horizon.weeks / limits.weekends_one_in)
    series = tuple(_series(limits, sorts))
    soft_on = points["single_day_on"] if limits.wanted_days_on else np.inf
    soft_off = points["single_day_off"] if limits.wanted_days_off else np.inf
    rest_weeks = limits.week_rest_weeks or 1
    theirs = Terms(
        minutes=tuple(ranges),
        periods=tuple(firsts),
        weekends=Range(0, most_weekends or None),
        weekend_share=weekends,
        counts=(Count(NIGHTS, sorts[NIGHTS], nights),) if nights != Range() else (),
        series=series,
        windows=_windows(rota, person, ranges, lengths[available.any(axis=0)]),
        weekly_rest=None
        if limits.week_rest_hours is None
        else WeeklyRest(ceil(60 * limits.week_rest_hours), rest_weeks),
        work=Range(limits.wanted_days_on or 0, limits.days_in_a_row, below=soft_on),
        rest=Range(limits.wanted_days_off or 0, None, below=soft_off),
        least_rest=ceil(60 * (limits.rest_hours or 0)),
        half_weekend=points["split_weekend"],
        history=_history(rota, person, series),
    )
    return theirs, above, fixed


def target_minutes(person: Person, days: range, unit: int) -> int:
    """Contract minutes less credits, to the nearest that the person's shifts can make up."""
    return round(max(0.0, person.contract(days) - person.credit(days)) / unit) * unit


def _share(share: float, points: float) -> Range:
    """Whole numbers on either side of a share cost nothing."""
    if not points or not share:
        return Range()
    return Range(floor(share + 1e-9), ceil(share - 1e-9), points, points)


def _series(limits: WorkingTime, sorts: dict[str, tuple[bool, ...]]) -> list[Series]:
    """Runs with a limit or with rest after them."""
    asked = (
        (NIGHTS, limits.nights_in_a_row, limits.rest_after_nights, limits.nights_before_rest or 1),
        (LONG, limits.long_in_a_row, limits.rest_after_long, limits.long_in_a_row or 1),
        (WORK, None, limits.rest_after_days, limits.days_in_a_row or 1),
    )
    return [
        Series(name, sorts[name], most, ceil(60 * (rest or 0)), at_least)
        for name, most, rest, at_least in asked
        if any(sorts[name]) and (most is not None or rest)
    ]


def _windows(
    rota: Rota, person: Person, ranges: list[Range], lengths: np.ndarray
) -> tuple[Window, ...]:
    """Stretches in which minutes are limited, where the hours periods do not see to it.

    The average is of any reference period that lies within what is known and planned, less
    its days away; where that is shorter than a reference period, of all of it.
    """
    limits, horizon = person.terms, rota.horizon
    known, longest = rota.published.known, int(lengths.max(initial=0))
    asked = []
    if limits.average_hours is not None:
        length = 7 * (limits.reference_weeks or 17)
        asked.append((min(length, horizon.days - known), 60 * limits.average_hours / 7, True))
    if limits.hours_in_7_days is not None:
        asked.append((7, 60 * limits.hours_in_7_days / 7, False))
    periods = list(zip(rota.periods(limits.hours_period_weeks), ranges, strict=True))
    before = {
        day: rota.shifts[slot.shift].minutes
        for day, slot in rota.published.before.get(person.name, {}).items()
    }
    windows = []
    for length, per_day, less_away in asked:
        for first in range(known, horizon.days - length + 1):
            last = first + length - 1
            if last < 0:
                continue
            inside = range(max(0, first), last + 1)
            paid = sum(person.away.get(day) in _PAID for day in inside) if less_away else 0
            most = floor(per_day * (length - paid) + 1e-9)
            most -= sum(minutes for day, minutes in before.items() if first <= day <= last)
            can = sum(
                min(
                    allowed.most or 0,
                    longest * len(range(max(p.start, inside.start), min(p.stop, inside.stop))),
                )
                for p, allowed in periods
            )
            if can > most:
                windows.append(Window(inside.start, inside.stop - 1, max(0, most)))
    return tuple(windows)


#: Absences that a reference period leaves out.
_PAID = ("leave", "study", "sick")


def _history(rota: Rota, person: Person, series: tuple[Series, ...]) -> History | None:
    """What went before the first day; None where nothing is known."""
    known = -rota.published.known
    if not known:
        return None
    worked = rota.published.before.get(person.name, {})
    at = {slot: s for s, slot in enumerate(rota.slots)}
    rest = next((n for n in range(known) if -1 - n in worked), known)
    if rest == known:
        return History(rest=rest)
    last = worked[-1 - rest]

    def lasted(sort: tuple[bool, ...] | None, slot: Slot | None = None) -> int:
        """Days up to the last one worked, of a sort or of one slot."""
        days = 0
        while (there := worked.get(-1 - rest - days)) is not None:
            fits = there == slot if slot else sort is None or (there in at and sort[at[there]])
            if not fits:
                break
            days += 1
        return days

    on = rest == 0
    return History(
        shift=at.get(last) if on else None,
        same_shift=lasted(None, last) if on else 0,
        work=lasted(None) if on else 0,
        rest=rest,
        last=at.get(last),
        series=tuple(lasted(one.shifts) for one in series),
    )
