"""A roster as staff rooms pin it up: people × days at each site, and who is on duty."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from planner.plan.plan import Plan
from planner.report.facts.codes import codes

#: Kind of absence → what a rota says, and what that means.
ABSENCES = {
    "leave": ("A/L", "annual leave"),
    "study": ("S/L", "study leave"),
    "sick": ("Sick", "sick leave"),
    "unavailable": ("N/A", "not available"),
    "not_employed": ("–", "not employed on this day"),
}
#: Kind of shift → in words, in the order of the day.
KINDS = {
    "early": "Early",
    "day": "Day",
    "late": "Late",
    "long_day": "Long day",
    "night": "Night",
}
#: Whom a ratio counts.
REGISTRANTS = "registrants for the support staff"
CHANGED, PINNED, ELSEWHERE = "*", "•", "@"


@dataclass(frozen=True)
class Mark:
    """What stands on a person's day.

    Attributes
    ----------
    text : shift or absence as the rota's legend has it, with its signs; blank: off.
    kind : of ``KINDS`` or ``ABSENCES``; blank: off.
    elsewhere : the site, where the shift is at another than the sheet's.
    pinned : fixed by hand.
    changed : what was published, in words, where it was something else.
    words : all of it, in words.
    """

    text: str
    kind: str
    elsewhere: str
    pinned: bool
    changed: str
    words: str


@dataclass(frozen=True)
class Line:
    """A person on a site's rota. ``figures`` is their row of ``roster_people``; ``visitor``:
    their own site is another one."""

    person: str
    figures: Any
    visitor: bool
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Count:
    """People on duty on a day. ``minimum`` is None where none is stated."""

    on_duty: float
    minimum: float | None
    short: bool
    wanting: bool  # below what is preferred


@dataclass(frozen=True)
class DutyLine:
    """People on duty, by day: on a shift (``who`` blank), or of these those a row of cover
    or ratios counts. None on days for which it says nothing."""

    shift: str
    who: str
    counts: tuple[Count | None, ...]


@dataclass(frozen=True)
class SiteRota:
    """One site. ``host`` runs it (blank where no shift says); ``groups`` are people by role."""

    site: str
    host: str
    groups: tuple[tuple[str, tuple[Line, ...]], ...]
    duty: tuple[DutyLine, ...]


@dataclass(frozen=True)
class Rota:
    """The whole roster. The codes are what cells hold: identifier → a few letters."""

    days: tuple[dt.date, ...]
    shift_codes: dict[str, str]
    site_codes: dict[str, str]
    sites: tuple[SiteRota, ...]

    @property
    def visits(self) -> bool:
        """Whether anybody works at another site than their own."""
        groups = (lines for site in self.sites for _, lines in site.groups)
        return any(line.visitor for lines in groups for line in lines)


def days_of(plan: Plan) -> tuple[dt.date, ...]:
    """The days of a roster: as many weeks as its record has periods, from its start."""
    start = dt.date.fromisoformat(plan.record.start)
    return tuple(start + dt.timedelta(days=n) for n in range(7 * len(plan.record.periods)))


def span_of(plan: Plan) -> str:
    """``5 April to 2 May 2027``."""
    days = days_of(plan)
    return f"{said(days[0], days[0].year != days[-1].year)} to {said(days[-1], True)}"


def said(day: dt.date, year: bool = False) -> str:
    """``5 April``, with its year where that is asked for."""
    return f"{day.day} {day:%B} {day.year}" if year else f"{day.day} {day:%B}"


def sites_of(plan: Plan) -> list[str]:
    """Every site the plan speaks of: people's own first, in the order of the tables."""
    tables = ("roster_people", "duties", "cover_met", "ratios_met")
    return list(dict.fromkeys(site for name in tables for site in plan[name]["site"] if site))


def hosts_of(plan: Plan) -> dict[str, str]:
    """Site → who runs it, as far as shifts at it say."""
    return dict(zip(plan["duties"]["site"], plan["duties"]["host"], strict=True))


def make_rota(plan: Plan) -> Rota:
    """The roster by site, from the plan's tables."""
    days = days_of(plan)
    shift_codes = codes(plan["shift_times"]["shift"], (1, 2, 3), 3, _ABSENT)
    site_codes = codes(sites_of(plan), (3, 4, 5), 4)
    cells = _Cells(plan, shift_codes, site_codes)
    people = list(plan["roster_people"].itertuples(index=False))
    own = {row.person: row.site for row in people}
    visits: dict[str, set[str]] = {}
    for row in plan["duties"].itertuples(index=False):
        if own.get(row.person) != row.site:
            visits.setdefault(row.site, set()).add(row.person)
    hosts = hosts_of(plan)
    dates = [day.isoformat() for day in days]
    sites = []
    for site in sites_of(plan):
        here = [p for p in people if p.site == site or p.person in visits.get(site, ())]
        lines = [
            Line(p.person, p, p.site != site, tuple(cells.mark(p.person, d, site) for d in dates))
            for p in sorted(here, key=lambda p: p.site != site)
        ]
        roles = dict.fromkeys(p.role for p in here)
        groups = tuple((r, tuple(x for x in lines if x.figures.role == r)) for r in roles)
        duty = tuple(_duty(plan, site, dates))
        sites.append(SiteRota(site, hosts.get(site, ""), groups, duty))
    return Rota(days, shift_codes, site_codes, tuple(sites))


_ABSENT = tuple(text for text, _ in ABSENCES.values())
_SOME = 1e-6
_OFF = Mark("", "", "", False, "", "")


class _Cells:
    """Looks up what stands on a person's day."""

    def __init__(self, plan: Plan, shift_codes: dict[str, str], site_codes: dict[str, str]):
        self._shift_codes, self._site_codes = shift_codes, site_codes
        self._kinds = dict(
            zip(plan["shift_times"]["shift"], plan["shift_times"]["kind"], strict=True)
        )
        self._duties = {(r.person, r.date): r for r in plan["duties"].itertuples(index=False)}
        self._absent = {(r.person, r.date): r.kind for r in plan["absences"].itertuples()}
        self._changed = {
            (r.person, r.date): _before(r) for r in plan["roster_changes"].itertuples()
        }

    def mark(self, person: str, date: str, site: str) -> Mark:
        changed = self._changed.get((person, date), "")
        duty = self._duties.get((person, date))
        if duty is None:
            return self._off(self._absent.get((person, date), ""), changed)
        pinned = duty.pinned == "yes"
        elsewhere = duty.site if duty.site != site else ""
        text = self._shift_codes.get(duty.shift, duty.shift)
        text += PINNED * pinned + CHANGED * bool(changed)
        words = f"{duty.shift} at {duty.site}, {duty.start} to {duty.end}"
        if elsewhere:
            text += f" {ELSEWHERE}{self._site_codes[elsewhere]}"
        if pinned:
            words += "; fixed by hand"
        if changed:
            words += f"; {changed}"
        kind = self._kinds.get(duty.shift, "day")
        return Mark(text, kind, elsewhere, pinned, changed, words)

    def _off(self, kind: str, changed: str) -> Mark:
        if not kind and not changed:
            return _OFF
        text, words = ABSENCES.get(kind, ("", "off"))
        if changed:
            words += f"; {changed}"
        return Mark(text + CHANGED * bool(changed), kind, "", False, changed, words)


def _before(row: Any) -> str:
    was = f"{row.shift_before} at {row.site_before}" if row.shift_before else "off"
    words = f"published: {was}"
    if row.in_notice == "yes":
        words += ", inside the notice period"
    return f"{words} ({row.why})" if row.why else words


def _duty(plan: Plan, site: str, dates: list[str]) -> Iterator[DutyLine]:
    """For every shift of the site: everybody on it, then each row that counts some of them."""
    duties = plan["duties"]
    cover = _counted(plan, site)
    here = duties.loc[duties["site"] == site]
    there = {key: float(len(rows)) for key, rows in here.groupby(["shift", "date"])}
    used = set(here["shift"]) | {shift for shift, _ in cover}
    order = [s for s in plan["shift_times"]["shift"] if s in used]
    for shift in [*order, *sorted(used - set(order))]:
        rows = {who: counts for (s, who), counts in cover.items() if s == shift}
        everybody = []
        for date in dates:
            some = [counts[date] for counts in rows.values() if date in counts]
            short, wanting = any(c.short for c in some), any(c.wanting for c in some)
            everybody.append(Count(there.get((shift, date), 0.0), None, short, wanting))
        yield DutyLine(shift, "", tuple(everybody))
        for who, counts in rows.items():
            yield DutyLine(shift, who, tuple(counts.get(date) for date in dates))


def _counted(plan: Plan, site: str) -> dict[tuple[str, str], dict[str, Count]]:
    """Shift and who counts → date → the count; where several rows count the same people on
    the same day, the largest minimum, and whether any of them is short."""
    found: dict[tuple[str, str], dict[str, Count]] = {}

    def add(shift: str, who: str, date: str, new: Count) -> None:
        by_date = found.setdefault((shift, who), {})
        old = by_date.get(date, new)
        by_date[date] = Count(
            new.on_duty,
            max(old.minimum or 0.0, new.minimum or 0.0),
            old.short or new.short,
            old.wanting or new.wanting,
        )

    cover, ratios = plan["cover_met"], plan["ratios_met"]
    for row in cover.loc[cover["site"] == site].itertuples(index=False):
        short, wanting = row.below_minimum > _SOME, row.below_preferred > _SOME
        add(row.shift, row.who, row.date, Count(row.on_duty, row.minimum, short, wanting))
    for row in ratios.loc[ratios["site"] == site].itertuples(index=False):
        wanted, short = row.registrants + row.registrants_missing, row.registrants_missing > _SOME
        add(row.shift, REGISTRANTS, row.date, Count(row.registrants, wanted, short, short))
    return found
