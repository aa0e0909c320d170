"""A small place for rotation schemes, to be changed by a test in one respect."""

from __future__ import annotations

import datetime as dt
from typing import Any

from planner.place import Place, place_from_frames
from planner.place.settings import Settings
from planner.rotation.scheme import Scheme, make_scheme
from planner.rotation.tables import Where

MONDAY = dt.date(2027, 4, 5)
Frames = dict[str, list[dict[str, Any]]]


def frames(people: int = 3) -> Frames:
    """So many nurses of a trust in the north, with a ward and a clinic there, a practice of one PCN
    beside them and one of another an hour away; four blocks of four weeks, and nothing asked but
    that the trust is never without more than one of them."""
    return {
        "organisations": [
            {"organisation": "TRUST", "name": "The Trust", "kind": "acute_trust"},
            {"organisation": "PCN-A", "name": "Near PCN", "kind": "pcn"},
            {"organisation": "PCN-B", "name": "Far PCN", "kind": "pcn"},
        ],
        "localities": [
            {"locality": "north", "population": 1000, "pcn": "PCN-A"},
            {"locality": "south", "population": 1000, "pcn": "PCN-B"},
        ],
        "travel": [
            {"from_locality": "north", "to_locality": "north", "minutes": 10},
            {"from_locality": "south", "to_locality": "north", "minutes": 60},
        ],
        "competencies": [{"competency": "triage"}],
        "roles": [
            {"role": "nurse", "staff_group": "nursing", "registration": "NMC", "annual_cost": 40},
        ],
        "staff": [
            {"person": f"P{i}", "organisation": "TRUST", "role": "nurse", "wte": 1,
             "home_locality": "north"}
            for i in range(people)
        ],
        "rotation_schemes": [
            {"scheme": "s", "name": "The scheme", "organisation": "TRUST", "first": MONDAY,
             "block_weeks": 4, "blocks": 4, "backfill_wte": 1, "notice_weeks": 6},
        ],
        "rotation_posts": [
            {"scheme": "s", "post": "near", "name": "Near practice", "kind": "practice",
             "organisation": "PCN-A", "locality": "north", "most": 1},
            {"scheme": "s", "post": "far", "name": "Far practice", "kind": "practice",
             "organisation": "PCN-B", "locality": "south", "most": 1},
            {"scheme": "s", "post": "ward", "name": "The ward", "kind": "ward",
             "organisation": "TRUST", "locality": "north"},
            {"scheme": "s", "post": "clinic", "name": "The clinic", "kind": "clinic",
             "organisation": "TRUST", "locality": "north"},
        ],
        "rotation_people": [{"scheme": "s", "person": f"P{i}"} for i in range(people)],
    }  # fmt: skip


def place(changes: Frames | None = None, people: int = 3) -> Place:
    settings = Settings(name="Small", start=dt.date(2027, 4, 1), quarters=1, years=0)
    return place_from_frames(settings, {**frames(people), **(changes or {})})


def changed(table: str, position: int, people: int = 3, **cells: Any) -> Frames:
    """One row of a table with other cells."""
    rows = frames(people)[table]
    rows[position] |= cells
    return {table: rows}


def kind(**cells: Any) -> Frames:
    """One row of kinds."""
    return {"rotation_kinds": [{"scheme": "s", **cells}]}


def scheme(changes: Frames | None = None, people: int = 3, **asked: Any) -> Scheme:
    return make_scheme(place(changes, people), "s", **asked)


#: A post by its letter.
LETTERS = {"n": "near", "f": "far", "w": "ward", "c": "clinic", "-": ""}


def where(scheme: Scheme, *lines: str) -> Where:
    """Where everybody is, a letter a block: ``where(scheme, "nwwc", "ww-w")``."""
    return {
        person.name: {
            block: scheme.post(LETTERS[letter])
            for block, letter in enumerate(line)
            if LETTERS[letter]
        }
        for person, line in zip(scheme.people, lines, strict=True)
    }


def block(number: int) -> dt.date:
    """First day of a block of the small scheme, from 1 on."""
    return MONDAY + dt.timedelta(weeks=4 * (number - 1))
