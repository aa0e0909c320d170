"""From duties to the tables of a roster's plan, and what the duties come to."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pandas as pd

from planner.plan.frames import as_frame
from planner.plan.tables.roster import ROSTER_TABLES
from planner.roster.measures import (
    Duties,
    Rows,
    measure_rows,
    nights,
    on_duty,
    weekends,
    worked_minutes,
)
from planner.roster.people import Person
from planner.roster.rota import Rota
from planner.roster.shifts import Slot
from solvers.roster.problem import OFF, Ints


def duties_of(rota: Rota, roster: Ints) -> dict[str, dict[int, Slot]]:
    """A solver's roster, (E, D) of slot or ``OFF``, by person and day."""
    return {
        person.name: {
            int(day): rota.slots[roster[e, day]] for day in np.flatnonzero(roster[e] != OFF)
        }
        for e, person in enumerate(rota.people)
    }


def make_tables(
    rota: Rota,
    duties: Duties,
    firm: float,
    shortfalls: Rows | None = None,
    remedies: Rows | None = None,
) -> dict[str, pd.DataFrame]:
    """Every table of the plan; what would mend shortfalls is found apart and handed in.

    ``firm`` is what each one below minimum cover weighs, in points.
    """
    cover, ratios = cover_rows(rota, duties), ratio_rows(rota, duties)
    people, requests = people_rows(rota, duties), request_rows(rota, duties)
    changes = change_rows(rota, duties)
    rows: dict[str, Rows] = {
        "shift_times": _shift_rows(rota),
        "duties": _duty_rows(rota, duties),
        "absences": _absence_rows(rota),
        "roster_people": people,
        "roster_hours": hours_rows(rota, duties),
        "cover_met": cover,
        "ratios_met": ratios,
        "requests_met": requests,
        "shortfalls": shortfalls or [],
        "remedies": remedies or [],
        "roster_changes": changes,
        "roster_measures": measure_rows(rota, duties, firm, changes),
    }
    return {table.name: as_frame(table, rows[table.name]) for table in ROSTER_TABLES}


def _shift_rows(rota: Rota) -> Rows:
    return [
        {
            "shift": shift.name,
            "name": shift.label,
            "start": _clock(shift.start),
            "end": _clock(shift.end),
            "hours": shift.minutes / 60,
            "kind": shift.kind,
        }
        for shift in rota.shifts.values()
    ]


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def _duty_rows(rota: Rota, duties: Duties) -> Rows:
    sites = rota.place["sites"]
    host = dict(zip(sites["site"], sites["organisation"], strict=True))
    rows: Rows = []
    for person in rota.people:
        for day, slot in sorted(duties[person.name].items()):
            shift = rota.shifts[slot.shift]
            pin = rota.pins.get((person.name, day))
            rows.append(
                {
                    "person": person.name,
                    "date": rota.horizon.date(day).isoformat(),
                    "shift": slot.shift,
                    "site": slot.site,
                    "organisation": person.organisation,
                    "host": host[slot.site],
                    "role": person.role,
                    "start": moment(rota, day, shift.start),
                    "end": moment(rota, day, shift.end),
                    "hours": shift.minutes / 60,
                    "pinned": "yes" if pin is not None and pin.shift else "no",
                }
            )
    return rows


def moment(rota: Rota, day: int, minutes: int) -> str:
    """``2027-04-05 07:30``, so many minutes after the midnight of a day."""
    return f"{rota.horizon.date(day + minutes // (24 * 60)).isoformat()} {_clock(minutes)}"


def _absence_rows(rota: Rota) -> Rows:
    return [
        {
            "person": person.name,
            "date": rota.horizon.date(day).isoformat(),
            "kind": kind,
            "hours": person.credited.get(day, 0.0) / 60,
        }
        for person in rota.people
        for day, kind in sorted(person.away.items())
    ]


def people_rows(rota: Rota, duties: Duties) -> Rows:
    rows: Rows = []
    whole = range(rota.horizon.days)
    asked: dict[str, list[list[bool]]] = defaultdict(list)
    for (name, day), some in rota.asked.items():
        asked[name].append([one.met(duties[name].get(day)) for one in some])
    for person, share in zip(rota.people, rota.shares, strict=True):
        slots = duties[person.name]
        owed, extra = 0.0, 0.0
        for days in rota.periods(person.terms.hours_period_weeks):
            over = worked_minutes(rota, slots, days) + person.credit(days) - person.contract(days)
            owed, extra = owed + max(0.0, -over), extra + max(0.0, over)
        worked, split = weekends(slots, rota.horizon.weeks)
        rows.append(
            {
                "person": person.name,
                "organisation": person.organisation,
                "role": person.role,
                "site": person.site,
                "terms": person.terms.terms,
                "contract_hours": person.contract(whole) / 60,
                "credited_hours": person.credit(whole) / 60,
                "worked_hours": worked_minutes(rota, slots, whole) / 60,
                "owed_hours": owed / 60,
                "extra_hours": extra / 60,
                "shifts": len(slots),
                "nights": nights(rota, slots),
                "fair_nights": share.nights,
                "weekends": worked,
                "fair_weekends": share.weekends,
                "split_weekends": split,
                "other_site_shifts": sum(slot.site != person.site for slot in slots.values()),
                "asked": len(asked[person.name]),
                "met": sum(map(all, asked[person.name])),
            }
        )
    return rows


def hours_rows(rota: Rota, duties: Duties) -> Rows:
    return [
        {
            "person": person.name,
            "first": rota.horizon.date(days.start).isoformat(),
            "last": rota.horizon.date(days.stop - 1).isoformat(),
            "contract_hours": person.contract(days) / 60,
            "credited_hours": person.credit(days) / 60,
            "worked_hours": worked_minutes(rota, duties[person.name], days) / 60,
        }
        for person in rota.people
        for days in rota.periods(person.terms.hours_period_weeks)
    ]


def cover_rows(rota: Rota, duties: Duties) -> Rows:
    there = on_duty(rota, duties)
    roles, competencies = _names(rota, "roles", "role"), _names(rota, "competencies", "competency")
    rows: Rows = []
    for want in rota.wants:
        on = sum(want.counts(person) for person in there.get((want.day, want.slot), ()))
        rows.append(
            {
                "cover": want.row,
                "date": rota.horizon.date(want.day).isoformat(),
                "site": want.slot.site,
                "shift": want.slot.shift,
                "who": want.who(roles, competencies),
                "minimum": want.minimum,
                "preferred": want.preferred,
                "on_duty": on,
                "below_minimum": max(0, want.minimum - on),
                "below_preferred": max(0, want.preferred - on),
                "above_preferred": max(0, on - want.preferred),
            }
        )
    return rows


def _names(rota: Rota, table: str, key: str) -> dict[str, str]:
    frame = rota.place[table]
    return {k: name or k for k, name in zip(frame[key], frame["name"], strict=True)}


def ratio_rows(rota: Rota, duties: Duties) -> Rows:
    there = on_duty(rota, duties)
    rows: Rows = []
    for ratio in rota.ratios:
        people = there.get((ratio.day, ratio.slot), ())
        registrants = sum(person.registrant for person in people)
        support = len(people) - registrants
        rows.append(
            {
                "ratio": ratio.row,
                "date": rota.horizon.date(ratio.day).isoformat(),
                "site": ratio.slot.site,
                "shift": ratio.slot.shift,
                "registrants": registrants,
                "support": support,
                "support_most": float(ratio.per_registrant * registrants),
                "registrants_missing": ratio.missing(registrants, support),
            }
        )
    return rows


def request_rows(rota: Rota, duties: Duties) -> Rows:
    return [
        {
            "person": name,
            "date": rota.horizon.date(day).isoformat(),
            "kind": one.kind,
            "shift": one.shift,
            "met": "yes" if one.met(duties[name].get(day)) else "no",
        }
        for (name, day), asked in sorted(rota.asked.items())
        for one in asked
    ]


def change_rows(rota: Rota, duties: Duties) -> Rows:
    """Published days that are otherwise now, in the order of their dates."""
    published, horizon = rota.published, rota.horizon
    rows: Rows = []
    for day in sorted(published.days):
        for person in rota.people:
            if person.name not in published.people:
                continue
            before = published.during.get(person.name, {}).get(day)
            now = duties[person.name].get(day)
            if before != now:
                rows.append(
                    {
                        "person": person.name,
                        "date": horizon.date(day).isoformat(),
                        "shift_before": "" if before is None else before.shift,
                        "site_before": "" if before is None else before.site,
                        "shift": "" if now is None else now.shift,
                        "site": "" if now is None else now.site,
                        "in_notice": "yes" if horizon.in_notice(day) else "no",
                        "why": _why(rota, person, day, before, now),
                    }
                )
    return rows


def _why(rota: Rota, person: Person, day: int, before: Slot | None, now: Slot | None) -> str:
    """Why a published day had to change; empty where it is the search's choice."""
    if day in person.away:
        return person.away[day].replace("_", " ")
    if (person.name, day) in rota.pins:
        return "fixed by hand"
    if before is not None and not rota.may(person, before):
        return "no longer in the contract"
    return "" if before is None else "cover" if now is not None else "cover or terms"
