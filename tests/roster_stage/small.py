"""A small place for rosters, to be changed by a test in one respect."""

from __future__ import annotations

import datetime as dt
from typing import Any

from planner.place import Place, place_from_frames
from planner.place.settings import Settings
from planner.roster.horizon import Horizon, make_horizon
from planner.roster.rota import Rota, make_rota

MONDAY = dt.date(2027, 4, 5)
Frames = dict[str, list[dict[str, Any]]]

#: No wishes: only what a test is about weighs.
FREE = {
    "based_on": "", "rest_hours": None, "week_rest_hours": None, "average_hours": None,
    "days_in_a_row": None,
}  # fmt: skip


def frames(people: int = 2) -> Frames:
    """So many nurses at one site, earlies and nights wanted of nobody; a second site an hour
    away, of another employer."""
    return {
        "organisations": [
            {"organisation": "TRUST", "kind": "community_trust"},
            {"organisation": "COUNCIL", "kind": "council"},
        ],
        "localities": [
            {"locality": "north", "population": 1000},
            {"locality": "south", "population": 1000},
        ],
        "travel": [{"from_locality": "north", "to_locality": "south", "minutes": 60}],
        "sites": [
            {"site": "WARD", "organisation": "TRUST", "locality": "north"},
            {"site": "HOME", "organisation": "COUNCIL", "locality": "south"},
        ],
        "competencies": [{"competency": "iv"}],
        "roles": [
            {"role": "nurse", "staff_group": "nursing", "registration": "NMC", "annual_cost": 40},
            {"role": "carer", "staff_group": "care", "annual_cost": 25},
        ],
        "staff": [
            {"person": f"P{i}", "organisation": "TRUST", "role": "nurse", "wte": 1}
            for i in range(people)
        ],
        "shifts": [
            {"shift": "E", "start": "07:00", "end": "15:00"},
            {"shift": "L", "start": "13:30", "end": "21:30"},
            {"shift": "D", "start": "07:30", "end": "20:00"},
            {"shift": "N", "start": "20:00", "end": "08:00", "unpaid_break": 60},
        ],
        "cover": [
            {"cover": f"any {shift} {site}", "site": site, "shift": shift, "minimum": 0,
             "preferred": 1}
            for site in ("WARD", "HOME")
            for shift in "ELDN"
        ],
        "working_time": [{"terms": "ours", **FREE}],
        "contracts": [
            {"person": f"P{i}", "terms": "ours", "extra_hours_per_week": 40,
             "sites": "WARD;HOME"}
            for i in range(people)
        ],
    }  # fmt: skip


def place(changes: Frames | None = None, people: int = 2) -> Place:
    settings = Settings(name="Small", start=dt.date(2027, 4, 1), quarters=1, years=0)
    return place_from_frames(settings, {**frames(people), **(changes or {})})


def terms(**limits: Any) -> Frames:
    """The one set of terms with some limits."""
    return {"working_time": [{"terms": "ours", **FREE, **limits}]}


def horizon(weeks: int = 2) -> Horizon:
    return make_horizon(MONDAY, None, weeks, None, 6)


def rota(changes: Frames | None = None, weeks: int = 2, people: int = 2) -> Rota:
    return make_rota(place(changes, people), horizon(weeks))


def date(day: int) -> dt.date:
    return MONDAY + dt.timedelta(days=day)
