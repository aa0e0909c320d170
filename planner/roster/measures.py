"""What a roster gives up, in points, measured from the duties alone."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping

import numpy as np

from planner.roster.people import Person
from planner.roster.problem import target_minutes
from planner.roster.rota import Rota
from planner.roster.shifts import Slot
from planner.schema.tables.roster_points import POINTS

Rows = list[dict[str, object]]
#: person → day → shift and site
Duties = Mapping[str, Mapping[int, Slot]]
#: What weighs more than all else: its unit and meaning. A ratio's parts: where two support staff may
#: be there for each registrant, each of them too many is one.
FIRM = {
    "below_minimum": ("people on a shift", "People missing below minimum cover."),
    "beyond_ratio": ("parts of a ratio", "Support staff beyond their ratio to registrants."),
}


def worked_minutes(rota: Rota, slots: Mapping[int, Slot], days: range) -> int:
    """Minutes of a person's shifts on some days."""
    return sum(rota.shifts[slot.shift].minutes for day, slot in slots.items() if day in days)


def nights(rota: Rota, slots: Mapping[int, Slot]) -> int:
    return sum(rota.shifts[slot.shift].night for slot in slots.values())


def weekends(slots: Mapping[int, Slot], weeks: int) -> tuple[int, int]:
    """Weekends worked in whole or part, and those of which one day alone is worked."""
    days = [(7 * w + 5 in slots) + (7 * w + 6 in slots) for w in range(weeks)]
    return sum(map(bool, days)), days.count(1)


def on_duty(rota: Rota, duties: Duties) -> dict[tuple[int, Slot], list[Person]]:
    """Who works each shift at each site on each day."""
    there: dict[tuple[int, Slot], list[Person]] = defaultdict(list)
    for person in rota.people:
        for day, slot in duties[person.name].items():
            there[day, slot].append(person)
    return there


def measure_rows(rota: Rota, duties: Duties, firm: float, changes: Rows) -> Rows:
    """What the roster gives up, measure by measure, and all of it; ``changes`` are the rows of
    ``roster_changes``."""
    amounts = dict.fromkeys([*FIRM, *POINTS], 0.0)
    there = on_duty(rota, duties)
    for want in rota.wants:
        on = sum(want.counts(person) for person in there.get((want.day, want.slot), ()))
        amounts["below_minimum"] += max(0, want.minimum - on)
        amounts["below_preferred"] += want.importance * max(
            0, want.preferred - max(on, want.minimum)
        )
        if not want.competency and want.preferred:
            amounts["above_preferred"] += max(0, on - want.preferred)
    for ratio in rota.ratios:
        people = there.get((ratio.day, ratio.slot), ())
        amounts["beyond_ratio"] += max(0, -sum(ratio.weight(person) for person in people))
    for (name, day), asked in rota.asked.items():
        for one in asked:
            amounts[one.measure] += one.importance * (not one.met(duties[name].get(day)))
    for row in changes:
        day = rota.horizon.day(dt.date.fromisoformat(str(row["date"])))
        if day >= rota.horizon.frozen:
            amounts["changed_in_notice" if row["in_notice"] == "yes" else "changed_later"] += 1
    for e, person in enumerate(rota.people):
        for measure, amount in personal(rota, e, person, duties[person.name]).items():
            amounts[measure] += amount
    units = {measure: unit for measure, (unit, _) in FIRM.items()}
    units |= {measure: unit for measure, (_, unit, _) in POINTS.items()}
    each = dict.fromkeys(FIRM, firm) | rota.points
    rows: Rows = [
        {
            "measure": measure,
            "amount": amount,
            "unit": units[measure],
            "each": each[measure],
            "points": amount * each[measure],
        }
        for measure, amount in amounts.items()
    ]
    total = sum(amount * each[measure] for measure, amount in amounts.items())
    return [
        *rows,
        {"measure": "total", "amount": total, "unit": "points", "each": 1.0, "points": total},
    ]


def personal(rota: Rota, e: int, person: Person, slots: Mapping[int, Slot]) -> dict[str, float]:
    """What one person's own shifts give up."""
    share, limits = rota.shares[e], person.terms
    unit = rota.units[e]
    owed, extra = 0.0, 0.0
    for days in rota.periods(limits.hours_period_weeks):
        over = worked_minutes(rota, slots, days) - target_minutes(person, days, unit)
        owed += max(0, -over) / 60
        extra += max(0, over) / 60 if person.extra_per_week else 0.0
    worked, split = weekends(slots, rota.horizon.weeks)
    on, off = _short_runs(rota, person, slots)
    return {
        "hours_owed": owed,
        "extra_hours": extra,
        "split_weekend": split,
        "single_day_on": on,
        "single_day_off": off,
        "night_share": _away(nights(rota, slots), share.nights),
        "weekend_share": _away(worked, share.weekends),
        "other_site": sum(slot.site != person.site for slot in slots.values()),
    }


def _away(number: int, share: float) -> float:
    """How far a number lies from a share; the whole numbers on either side of it are fair."""
    if not share:
        return 0.0
    low, high = np.floor(share + 1e-9), np.ceil(share - 1e-9)
    return float(max(0.0, low - number, number - high))


def _short_runs(rota: Rota, person: Person, slots: Mapping[int, Slot]) -> tuple[int, int]:
    """Days that runs of work, and of days off, fall short of what is wanted. A run that goes
    on after the last day, or before the first where nobody knows, may yet be long enough."""
    limits, days, known = person.terms, rota.horizon.days, rota.published.known
    before = rota.published.before.get(person.name, {})
    marks = [day in slots if day >= 0 else day in before for day in range(known, days)]
    wanted = {True: limits.wanted_days_on or 0, False: limits.wanted_days_off or 0}
    short = {True: 0, False: 0}
    first = 0
    for at in range(1, len(marks) + 1):
        if at < len(marks) and marks[at] == marks[first]:
            continue
        unknown = first == 0 and known == 0
        if known + at >= 0 and at < len(marks) and not unknown:
            short[marks[first]] += max(0, wanted[marks[first]] - (at - first))
        first = at
    return short[True], short[False]
