"""Makes tiny random places for rosters, small enough to try every roster of each person.

Two to four people, one or two sites, two or three shifts, one or two weeks; every table of
a roster has rows at times. The seed decides everything. The places are sound: what is
asked may be impossible, but nothing is out of order.
"""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from planner.place import Place, place_from_frames
from planner.place.settings import Settings
from planner.schema.tables.cover import DAYS

MONDAY = dt.date(2027, 4, 5)
"""First day of the rosters."""

Rows = list[dict[str, Any]]

_SHIFTS = {
    "E": ("07:00", "15:00", 30),
    "L": ("13:00", "21:00", 30),
    "D": ("07:00", "20:00", 30),
    "N": ("20:00", "08:00", 60),
}

_LIMITS: dict[str, tuple[Any, ...]] = {
    "rest_hours": (9.5, 11, 16),
    "week_rest_hours": (24, 35, 48),
    "week_rest_weeks": (1, 2),
    "average_hours": (20, 30, 48),
    "reference_weeks": (1, 2, 17),
    "hours_in_7_days": (24, 30, 40),
    "shift_hours": (12, 13),
    "days_in_a_row": (2, 3, 5),
    "rest_after_days": (36, 48),
    "nights_in_a_row": (1, 2, 3),
    "nights_before_rest": (1, 2),
    "rest_after_nights": (36, 46),
    "long_shift_hours": (10, 12),
    "long_in_a_row": (1, 2),
    "rest_after_long": (36, 48),
    "weekends_one_in": (1, 1.5, 2),
    "wanted_days_on": (2, 3),
    "wanted_days_off": (2, 3),
    "hours_period_weeks": (1, 2),
}


def random_rota_place(seed: int) -> tuple[Place, dt.date, int]:
    """A place, the first day of its roster, and its weeks."""
    random = Random(f"rota place {seed}")
    weeks = random.choice((1, 1, 2))
    settings = Settings(name=f"Tiny {seed}", start=dt.date(2027, 4, 1), quarters=1, years=0)
    return place_from_frames(settings, _frames(random, weeks)), MONDAY, weeks


def _frames(random: Random, weeks: int) -> dict[str, Rows]:
    sites = ["WARD", "HOME"][: random.randint(1, 2)]
    shifts = random.sample(sorted(_SHIFTS), random.randint(2, 3))
    people = [f"P{i}" for i in range(random.randint(2, 4))]
    contracts = [_contract(random, person, sites, shifts) for person in people]
    may = {row["person"]: row["shifts"] or shifts for row in contracts}
    absences = _absences(random, people, weeks)
    away = {(row["person"], row["first"]) for row in absences}
    frames: dict[str, Rows] = {
        "organisations": [
            {"organisation": "TRUST", "kind": "community_trust"},
            {"organisation": "COUNCIL", "kind": "council"},
        ],
        "localities": [{"locality": where, "population": 1000} for where in ("north", "south")],
        "travel": [
            {"from_locality": a, "to_locality": b, "minutes": random.choice((30, 60, 90))}
            for a, b in (("north", "south"), ("south", "north"))
            if random.random() < 0.8
        ],
        "sites": [
            {"site": site, "organisation": owner, "locality": where}
            for site, owner, where in (("WARD", "TRUST", "north"), ("HOME", "COUNCIL", "south"))
            if site in sites
        ],
        "competencies": [{"competency": "iv"}],
        "roles": [
            {"role": "nurse", "staff_group": "nursing", "registration": "NMC", "annual_cost": 40},
            {"role": "carer", "staff_group": "care", "annual_cost": 25},
        ],
        "staff": _staff(random, people),
        "shifts": [
            {"shift": shift, "start": start, "end": end, "unpaid_break": minutes}
            for shift, (start, end, minutes) in _SHIFTS.items()
            if shift in shifts
        ],
        "working_time": [{"terms": "ours", **_limits(random)}],
        "contracts": contracts,
        "requests": absences + _wishes(random, people, shifts, weeks),
        "roster_pins": _pins(random, may, away, weeks),
        "worked": _worked(random, may, sites),
    }
    nurse = next(row for row in frames["staff"] if row["role"] == "nurse")
    frames["cover"] = _cover(random, sites, shifts, contracts, nurse)
    if random.random() < 0.4:
        frames["ratios"] = [
            {
                "ratio": "r",
                "site": random.choice(sites),
                "shift": random.choice(shifts),
                "support_per_registrant": random.choice((0, 1, 1.5, 2)),
            }
        ]
    if random.random() < 0.3:
        frames["roster_points"] = [
            {"measure": "split_weekend", "points": random.choice((0, 40))},
            {"measure": "above_preferred", "points": random.choice((0, 1, 9))},
        ]
    return {name: rows for name, rows in frames.items() if rows}


def _staff(random: Random, people: list[str]) -> Rows:
    """The first is a nurse; half of all have the competency."""
    return [
        {
            "person": person,
            "organisation": random.choice(("TRUST", "TRUST", "COUNCIL")),
            "role": "nurse" if i == 0 else random.choice(("nurse", "carer")),
            "wte": random.choice((0.5, 1)),
            "competencies": random.choice(("", "iv")),
        }
        for i, person in enumerate(people)
    ]


def _contract(random: Random, person: str, sites: list[str], shifts: list[str]) -> dict[str, Any]:
    row: dict[str, Any] = {
        "person": person,
        "terms": random.choice(("ours", "ours", "wtr_afc", "resident_2016")),
        "hours_per_week": random.choice((None, 15, 20.5, 30, 37.5)),
        "extra_hours_per_week": random.choice((0, 7.5, 40)),
        "shifts": random.choice(([], [], random.sample(shifts, len(shifts) - 1))),
        "sites": random.sample(sites, random.randint(1, len(sites))),
    }
    if random.random() < 0.1:
        row["first"] = _date(random.randrange(4))
    if random.random() < 0.1:
        row["last"] = _date(random.randrange(4, 7))
    return row


def _limits(random: Random) -> dict[str, Any]:
    """A set that comes with placeplan or none, and some limits of its own."""
    own = {name: random.choice(values) for name, values in _LIMITS.items() if random.random() < 0.4}
    return {"based_on": random.choice(("", "", "wtr_afc", "resident_2016")), **own}


def _cover(
    random: Random,
    sites: list[str],
    shifts: list[str],
    contracts: Rows,
    nurse: dict[str, Any],
) -> Rows:
    """A row for most shifts of each site, and where the nurse works one by role or skill."""
    rows: Rows = []
    theirs = next(row for row in contracts if row["person"] == nurse["person"])
    for site in sites:
        for shift in shifts:
            can = any(
                site in row["sites"] and shift in (row["shifts"] or shifts) for row in contracts
            )
            minimum = random.randint(0, 2) if can else 0
            row = {
                "cover": f"{site} {shift}",
                "site": site,
                "shift": shift,
                "days": random.choice(("", "", "; ".join(random.sample(DAYS, 4)))),
                "minimum": minimum,
                "preferred": random.choice((None, minimum, minimum + 1)),
                "importance": random.choice((1, 1, 2.5)),
            }
            if random.random() < 0.2:
                row["first"] = _date(random.randrange(3))
            if random.random() < 0.8 or not rows:
                rows.append(row)
            if site in theirs["sites"] and shift in (theirs["shifts"] or shifts):
                asked = {"roles": "nurse", "competency": nurse["competencies"]}
                if random.random() < 0.3:
                    rows.append(row | asked | {"cover": f"{site} {shift} nurse"})
    return rows


def _absences(random: Random, people: list[str], weeks: int) -> Rows:
    """A day or two away, of each kind at times; no two of a person's on one day."""
    rows: Rows = []
    for person in people:
        for day in random.sample(range(7 * weeks), random.choice((0, 0, 1, 2))):
            kind = random.choice(("leave", "study", "sick", "unavailable"))
            hours = random.choice((None, None, 7.5))
            rows.append(
                {"person": person, "first": _date(day), "kind": kind, "hours_per_day": hours}
            )
    return rows


def _wishes(random: Random, people: list[str], shifts: list[str], weeks: int) -> Rows:
    rows: Rows = []
    for person in people:
        for day in random.sample(range(7 * weeks), random.choice((0, 1, 2))):
            kind = random.choice(("day_off", "work", "not_shift"))
            some = random.choice(shifts) if kind == "not_shift" else random.choice(("", shifts[0]))
            rows.append(
                {
                    "person": person,
                    "first": _date(day),
                    "kind": kind,
                    "shift": "" if kind == "day_off" else some,
                    "importance": random.choice((0.5, 1, 2)),
                }
            )
    return rows


def _pins(
    random: Random, may: dict[str, list[str]], away: set[tuple[str, str]], weeks: int
) -> Rows:
    """A shift or a day off fixed for some; never on a day away."""
    rows: Rows = []
    for person, shifts in may.items():
        day = _date(random.randrange(7 * weeks))
        if random.random() < 0.25 and (person, day) not in away:
            rows.append({"person": person, "date": day, "shift": random.choice((*shifts, ""))})
    return rows


def _worked(random: Random, may: dict[str, list[str]], sites: list[str]) -> Rows:
    """Shifts on some of the days before, for half of the places."""
    if random.random() < 0.5:
        return []
    return [
        {
            "person": person,
            "date": _date(-day),
            "shift": random.choice(shifts),
            "site": random.choice(sites),
        }
        for person, shifts in may.items()
        for day in range(1, random.choice((1, 4, 8)))
        if random.random() < 0.5
    ]


def _date(day: int) -> str:
    return (MONDAY + dt.timedelta(day)).isoformat()
