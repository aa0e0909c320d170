"""The check of a roster from its tables alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pandas as pd

from planner.plan.differs import differs
from planner.plan.tables.roster import ROSTER_TABLES
from planner.roster.clock import breaches
from planner.roster.people import Person
from planner.roster.rota import Rota
from planner.roster.shifts import Slot
from planner.roster.tables import make_tables

Tables = Mapping[str, pd.DataFrame]


def verify_roster(rota: Rota, tables: Tables) -> list[str]:
    """What is wrong with a roster's tables, in words; empty if nothing is.

    The duties are read back, each is held against contract, absence and pins, each person's
    against their terms by the clock, and every other table is made again from the duties.
    ``shortfalls`` must be the rows of cover and ratios that are not met, no more and no less.
    """
    duties, found = _read(rota, tables["duties"])
    if found:
        return found
    for person in rota.people:
        found += _person(rota, person, duties[person.name])
    found += _shortfalls(tables)
    firm = tables["roster_measures"].set_index("measure")["each"]["below_minimum"]
    again = make_tables(rota, duties, float(firm))
    for table in ROSTER_TABLES:
        if table.name not in ("shortfalls", "remedies"):
            found += differs(table, tables[table.name], again[table.name], "the duties")
    return found


def _read(rota: Rota, frame: pd.DataFrame) -> tuple[dict[str, dict[int, Slot]], list[str]]:
    duties: dict[str, dict[int, Slot]] = {person.name: {} for person in rota.people}
    sites = set(rota.place["sites"]["site"])
    found = []
    for row in frame.itertuples(index=False):
        day = rota.horizon.day(dt.date.fromisoformat(row.date))
        where = f"duties: {row.person} on {row.date}"
        if row.person not in duties:
            found.append(f"{where}: is not on the roster")
        elif not 0 <= day < rota.horizon.days:
            found.append(f"{where}: is no day of the roster")
        elif row.shift not in rota.shifts or row.site not in sites:
            found.append(f"{where}: the place has no {row.shift} at {row.site}")
        elif day in duties[row.person]:
            found.append(f"{where}: has two shifts")
        else:
            duties[row.person][day] = Slot(row.shift, row.site)
    return duties, found


def _person(rota: Rota, person: Person, slots: Mapping[int, Slot]) -> list[str]:
    found = [
        f"{person.name}, from {rota.horizon.date(breach.day)}: {breach}"
        for breach in breaches(rota, person, slots)
        if not _was_fixed(rota, person, breach.day)
    ]
    published = rota.published
    for day in range(rota.horizon.days):
        slot, where = slots.get(day), f"{person.name} on {rota.horizon.date(day)}"
        if day < rota.horizon.frozen and day in published.days and person.name in published.people:
            if slot != published.during.get(person.name, {}).get(day):
                found.append(f"{where}: what was worked already is changed")
            continue
        pin = rota.pins.get((person.name, day))
        if pin is not None:
            kept = (
                slot is None
                if not pin.shift
                else slot is not None and (slot.shift == pin.shift and pin.site in ("", slot.site))
            )
            if not kept:
                found.append(f"{where}: what is fixed by hand is not kept")
        if slot is None:
            continue
        if day in person.away:
            found.append(f"{where}: works {slot} and is away ({person.away[day]})")
        if not rota.may(person, slot):
            found.append(f"{where}: {slot} is not in the contract")
    return found


def _was_fixed(rota: Rota, person: Person, day: int) -> bool:
    """Whether a breach lies in days that were worked already: nothing mends it now."""
    return day < rota.horizon.frozen and day in rota.published.days


def _shortfalls(tables: Tables) -> list[str]:
    cover, ratios, stated = tables["cover_met"], tables["ratios_met"], tables["shortfalls"]
    short = cover[cover["below_minimum"] > 0]
    actual = {(r.cover, r.date): r.below_minimum for r in short.itertuples(index=False)}
    bad = ratios[ratios["registrants_missing"] > 0]
    actual |= {(r.ratio, r.date): r.registrants_missing for r in bad.itertuples(index=False)}
    told = {(r.cover, r.date): r.missing for r in stated.itertuples(index=False)}
    found = []
    for key in sorted(actual.keys() | told.keys()):
        if actual.get(key, 0.0) != told.get(key, 0.0):
            found.append(
                f"shortfalls: {key[0]} on {key[1]}: {told.get(key, 0):g} missing is stated, "
                f"{actual.get(key, 0):g} are"
            )
    return found
