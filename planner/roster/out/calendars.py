"""``calendars/<person>.ics``: everybody's shifts, for the calendar on their telephone.

Times are local times in Europe/London, whose rules the file carries (RFC 5545), so that a
night over the change of the clocks starts and ends when the rota says.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from planner.plan.plan import Plan
from planner.roster.out.naming import file_names

ZONE = "Europe/London"
_LONDON = ZoneInfo(ZONE)


def calendars(plan: Plan) -> dict[str, bytes]:
    """File name → calendar, for every person who works."""
    stamp = dt.datetime.combine(dt.date.fromisoformat(plan.record.start), dt.time(), tzinfo=dt.UTC)
    titles = plan.labels.get("shifts", {})
    duties = plan["duties"].sort_values(["person", "date"], kind="stable")
    shifts = {person: list(rows.itertuples()) for person, rows in duties.groupby("person")}
    names = file_names(shifts)
    return {
        f"{names[person]}.ics": _calendar(person, rows, stamp, titles)
        for person, rows in shifts.items()
    }


def _calendar(person: str, rows: list[Any], stamp: dt.datetime, titles: Any) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//placeplan//roster//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"Shifts of {person}")
    calendar.add("x-wr-timezone", ZONE)
    calendar.add_component(_timezone())
    for row in rows:
        calendar.add_component(_event(row, stamp, titles))
    return calendar.to_ical()


def _event(row: Any, stamp: dt.datetime, titles: Any) -> Event:
    event = Event()
    event.add("uid", uid(row.person, row.date))
    event.add("dtstamp", stamp)
    event.add("dtstart", _local(row.start))
    event.add("dtend", _local(row.end))
    event.add("summary", f"{titles.get(row.shift, row.shift)} at {row.site}")
    event.add("location", row.site)
    return event


def uid(person: str, date: str) -> str:
    """The same for a person's day in every roster, so that a newer file replaces it."""
    return hashlib.sha256(f"{person}\n{date}".encode()).hexdigest()[:32] + "@placeplan"


def _local(moment: str) -> dt.datetime:
    return dt.datetime.fromisoformat(moment).replace(tzinfo=_LONDON)


def _timezone() -> Timezone:
    """The rules since 1996: forward on the last Sunday of March and back on that of October,
    both at 01:00 UTC."""
    zone = Timezone()
    zone.add("tzid", ZONE)
    winter, summer = dt.timedelta(0), dt.timedelta(hours=1)
    for part, name, month, start, before, after in (
        (TimezoneDaylight(), "BST", 3, dt.datetime(1996, 3, 31, 1), winter, summer),
        (TimezoneStandard(), "GMT", 10, dt.datetime(1996, 10, 27, 2), summer, winter),
    ):
        part.add("tzname", name)
        part.add("dtstart", start)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        zone.add_component(part)
    return zone
