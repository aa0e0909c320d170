"""The people on a roster: what they may work, when they are away, what they owe."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from planner.place.contracts import blank, core_by_role, sites_by_owner
from planner.place.place import Place
from planner.roster.horizon import Horizon
from planner.roster.terms import WorkingTime, working_time
from planner.schema.tables.requests import ABSENT


@dataclass(frozen=True)
class Person:
    """A person on the roster.

    Attributes
    ----------
    skills : competencies, the role's core and their own.
    registrant : whether the role has a registration.
    sites : where they may work, their own first.
    shifts : which shifts they may work; empty: all.
    minutes_per_week, extra_per_week : of the contract, and above it at most.
    away : day of the roster → why they cannot work.
    credited : day of the roster → minutes that count as worked.
    """

    name: str
    organisation: str
    role: str
    skills: frozenset[str]
    registrant: bool
    sites: tuple[str, ...]
    shifts: frozenset[str]
    terms: WorkingTime
    minutes_per_week: float
    extra_per_week: float
    away: dict[int, str] = field(default_factory=dict)
    credited: dict[int, float] = field(default_factory=dict)

    @property
    def site(self) -> str:
        """Their own site."""
        return self.sites[0]

    def employed(self, days: range) -> int:
        """On how many of the days they are employed."""
        return sum(self.away.get(day) != "not_employed" for day in days)

    def contract(self, days: range) -> float:
        """Contract minutes over some days."""
        return self.minutes_per_week * self.employed(days) / 7

    def credit(self, days: range) -> float:
        """Minutes credited over some days."""
        return sum(self.credited.get(day, 0.0) for day in days)


def read_people(place: Place, horizon: Horizon) -> list[Person]:
    """Everybody with a contract, in the order of the contracts."""
    core = core_by_role(place["role_competencies"])
    roles = {row.role: row for row in place["roles"].itertuples(index=False)}
    staff = {row.person: row for row in place["staff"].itertuples(index=False)}
    runs = sites_by_owner(place["sites"])
    terms = working_time(place)
    away, credited = _absences(place, horizon)
    people = []
    for row in place["contracts"].itertuples(index=False):
        who = staff[row.person]
        role = roles[who.role]
        hours = who.wte * role.hours_per_week if blank(row.hours_per_week) else row.hours_per_week
        gone = dict(away[row.person])
        for day in range(horizon.days):
            date = horizon.date(day)
            before = not blank(row.first) and date < row.first
            if before or (not blank(row.last) and date > row.last):
                gone[day] = "not_employed"
        credit = {
            day: minutes if minutes >= 0 else 60 * hours / 5 * (horizon.date(day).weekday() < 5)
            for day, minutes in credited[row.person].items()
            if gone.get(day) != "not_employed"
        }
        people.append(
            Person(
                row.person,
                who.organisation,
                who.role,
                frozenset(core[who.role] | set(who.competencies)),
                registered(role.registration),
                row.sites or runs[who.organisation],
                frozenset(row.shifts),
                terms[row.terms],
                60.0 * hours,
                60.0 * row.extra_hours_per_week,
                gone,
                credit,
            )
        )
    return people


def registered(registration: str) -> bool:
    """Whether a role's registration says that it has one."""
    return registration.strip().casefold() not in ("", "no", "none", "-")


def _absences(
    place: Place, horizon: Horizon
) -> tuple[dict[str, dict[int, str]], dict[str, dict[int, float]]]:
    """Per person, day → why, and day → minutes credited, negative where by the contract."""
    away: dict[str, dict[int, str]] = defaultdict(dict)
    credited: dict[str, dict[int, float]] = defaultdict(dict)
    for row in place["requests"].itertuples(index=False):
        if row.kind not in (*ABSENT, "unavailable"):
            continue
        last: dt.date = row.first if blank(row.last) else row.last
        for day in horizon.span(row.first, last):
            if row.kind in ABSENT:
                away[row.person][day] = row.kind
                stated = blank(row.hours_per_day)
                credited[row.person][day] = -1.0 if stated else 60.0 * row.hours_per_day
            else:
                away[row.person].setdefault(day, row.kind)
    return away, credited
