"""A place small enough to see through."""

from __future__ import annotations

import datetime as dt

from planner.place import place_from_frames
from planner.place.place import Place
from planner.place.settings import Settings

FRAMES = {
    "organisations": [
        {"organisation": "Trust", "kind": "community_trust"},
        {"organisation": "PCN North", "kind": "pcn"},
        {"organisation": "PCN South", "kind": "pcn"},
    ],
    "localities": [
        {"locality": "North", "population": 30000, "pcn": "PCN North"},
        {"locality": "South", "population": 40000, "pcn": "PCN South"},
    ],
    "competencies": [{"competency": "wound care"}, {"competency": "mobility"}],
    "roles": [
        {"role": "nurse", "staff_group": "nursing", "annual_cost": 45.0},
        {"role": "physio", "staff_group": "therapy", "annual_cost": 44.0, "career_step": ""},
    ],
    "role_competencies": [
        {"role": "nurse", "competency": "wound care", "status": "core"},
        {"role": "nurse", "competency": "mobility", "status": "learnable"},
        {"role": "physio", "competency": "mobility", "status": "core"},
    ],
    "posts": [
        {
            "post": post,
            "organisation": organisation,
            "role": role,
            "establishment_wte": wte,
            "in_post_wte": wte,
            "turnover": 0.5,
        }
        for post, organisation, role, wte in (
            ("T-N", "Trust", "nurse", 20.0),
            ("T-P", "Trust", "physio", 10.0),
            ("N-N", "PCN North", "nurse", 2.0),
            ("S-N", "PCN South", "nurse", 3.0),
        )
    ],
    "need_groups": [{"need_group": "housebound", "theme": "older_people"}],
    "needs": [
        {"need_group": "housebound", "locality": "North", "people": 100.0},
        {"need_group": "housebound", "locality": "South", "people": 150.0},
    ],
    "packages": [{"package": "leg ulcer", "need_group": "housebound", "contacts_per_week": 1.0}],
    "interventions": [
        {
            "package": "leg ulcer",
            "intervention": "dressing",
            "competencies": ("wound care",),
            "minutes": 30.0,
            "profession": "nursing",
        },
        {
            "package": "leg ulcer",
            "intervention": "walking",
            "competencies": ("mobility",),
            "minutes": 20.0,
            "profession": "therapy",
        },
    ],
}


SETTINGS = Settings(name="Test place", start=dt.date(2027, 4, 1), quarters=4, years=1)


def small_place() -> Place:
    """Three employers, two localities, one package of two interventions."""
    return place_from_frames(SETTINGS, FRAMES)
