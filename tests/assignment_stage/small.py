"""A small place with named staff, targets and courses, and ways to change it.

TRUST has nurses and carers in North, CARE has carers in South, 45 minutes away. A nurse
mentors the course ``wounds`` that gives carers wound care; ``insulin`` comes on top. Every
period is a quarter; the plan starts on 2027-04-01.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from planner.errors import InputError
from planner.place import Place, Settings, place_from_frames

SETTINGS = Settings(name="Assignshire", start=dt.date(2027, 4, 1), quarters=4, years=0)
Rows = list[dict[str, Any]]


def frames() -> dict[str, Rows]:
    """The rows of every table."""
    return {
        "organisations": [
            {"organisation": "TRUST", "kind": "community_trust"},
            {"organisation": "CARE", "kind": "home_care"},
        ],
        "localities": [
            {"locality": "North", "population": 1000},
            {"locality": "South", "population": 1000},
        ],
        "service_areas": [
            {"organisation": "TRUST", "locality": "North"},
            {"organisation": "CARE", "locality": "South"},
        ],
        "competencies": [
            {"competency": "wash"},
            {"competency": "wound"},
            {"competency": "insulin"},
            {"competency": "plan", "registrant_only": True},
        ],
        "roles": [
            {
                "role": "nurse",
                "staff_group": "nursing",
                "registration": "NMC",
                "annual_cost": 40,
            },
            {"role": "carer", "staff_group": "care", "annual_cost": 25},
        ],
        "role_competencies": [
            {"role": "nurse", "competency": "wound", "status": "core"},
            {"role": "nurse", "competency": "plan", "status": "learnable"},
            {"role": "carer", "competency": "wash", "status": "core"},
            {"role": "carer", "competency": "wound", "status": "learnable"},
            {"role": "carer", "competency": "insulin", "status": "learnable"},
        ],
        "profiles": [
            {"profile": "carer+", "role": "carer", "competencies": "wound"},
            {"profile": "carer++", "role": "carer", "competencies": "wound;insulin"},
        ],
        "posts": [
            _post("T-nurse", "TRUST", "nurse", 1.0, 1.0),
            _post("T-carer", "TRUST", "carer", 3.0, 4.0),
            _post("C-carer", "CARE", "carer", 1.0, 3.0),
        ],
        "staff": [
            _person("nan", "TRUST", "nurse", "T-nurse", 1.0, "North"),
            _person("cat", "TRUST", "carer", "T-carer", 1.0, "North"),
            _person("cid", "TRUST", "carer", "T-carer", 1.0, "South"),
            _person("col", "TRUST", "carer", "T-carer", 0.5, "North"),
            _person("cyd", "TRUST", "carer", "T-carer", 0.5, "North"),
            _person("dan", "CARE", "carer", "C-carer", 1.0, "South"),
        ],
        "courses": [
            {
                "course": "wounds",
                "from_role": "carer",
                "competencies": "wound",
                "duration_months": 3,
                "places_per_intake": 2,
                "supervisor_role": "nurse",
                "trainees_per_supervisor": 2,
                "supervisors_pooled": True,
                "backfill_share": 0.1,
                "completion_rate": 1.0,
            },
            {
                "course": "insulin",
                "from_role": "carer",
                "competencies": "insulin",
                "duration_months": 3,
                "places_per_intake": 2,
                "supervisor_role": "",
                "backfill_share": 0.1,
                "completion_rate": 1.0,
            },
        ],
        "travel": [
            _way("North", "North", 10),
            _way("North", "South", 45),
            _way("South", "North", 45),
            _way("South", "South", 10),
        ],
        "team_limits": [
            {"organisation": "TRUST", "staff_group": "", "away_share": 0.5},
            {"organisation": "CARE", "staff_group": "care", "away_share": 0.5},
        ],
        "targets": [
            {"organisation": "TRUST", "role": "carer", "wte": 2},
            {
                "organisation": "TRUST",
                "role": "carer",
                "profile": "carer+",
                "period": "2027Q4",
                "wte": 1.5,
            },
            {"organisation": "CARE", "role": "carer", "period": "2027Q3", "wte": 2},
        ],
        "transfers": [],
        "team_minimums": [],
        "staff_preferences": [],
        "staff_pins": [],
    }


def _post(post: str, owner: str, role: str, in_post: float, funded: float) -> dict[str, Any]:
    return {
        "post": post,
        "organisation": owner,
        "role": role,
        "in_post_wte": in_post,
        "establishment_wte": funded,
    }


def _person(person: str, owner: str, role: str, post: str, wte: float, home: str) -> dict[str, Any]:
    return {
        "person": person,
        "organisation": owner,
        "role": role,
        "post": post,
        "wte": wte,
        "home_locality": home,
    }


def _way(one: str, other: str, minutes: float) -> dict[str, Any]:
    return {"from_locality": one, "to_locality": other, "minutes": minutes}


def place(change: dict[tuple[str, int], dict[str, Any]] | None = None, **more: Rows) -> Place:
    """The place; ``change`` sets cells of (table, row), ``more`` adds rows to tables."""
    tables = frames()
    for (table, row), cells in (change or {}).items():
        tables[table][row].update(cells)
    for table, rows in more.items():
        tables[table] = [*tables[table], *rows]
    return place_from_frames(
        SETTINGS, {name: pd.DataFrame(rows) for name, rows in tables.items() if rows}
    )


def refused(change: dict[tuple[str, int], dict[str, Any]] | None = None, **more: Rows) -> list[str]:
    """What is wrong with a changed place, in words."""
    try:
        place(change, **more)
    except InputError as error:
        return [str(finding) for finding in error.findings]
    return []
