"""Working-time terms of a place: its own, and the sets that come with placeplan."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from planner.place.contracts import blank
from planner.place.place import Place
from planner.schema.working_time_sets import SETS


@dataclass(frozen=True)
class WorkingTime:
    """Limits on one person's shifts, as in the table ``working_time``; None: no limit."""

    terms: str
    name: str
    rest_hours: float | None = None
    week_rest_hours: float | None = None
    week_rest_weeks: int | None = None
    average_hours: float | None = None
    reference_weeks: int | None = None
    hours_in_7_days: float | None = None
    shift_hours: float | None = None
    days_in_a_row: int | None = None
    rest_after_days: float | None = None
    nights_in_a_row: int | None = None
    nights_before_rest: int | None = None
    rest_after_nights: float | None = None
    long_shift_hours: float | None = None
    long_in_a_row: int | None = None
    rest_after_long: float | None = None
    weekends_one_in: float | None = None
    wanted_days_on: int | None = None
    wanted_days_off: int | None = None
    hours_period_weeks: int | None = None


def working_time(place: Place) -> dict[str, WorkingTime]:
    """Every set by its identifier; a place's own comes before one of the same name."""
    sets = {terms: _read(terms, cells, {}) for terms, cells in SETS.items()}
    for row in place["working_time"].to_dict("records"):
        terms = str(row["terms"])
        sets[terms] = _read(terms, row, SETS.get(str(row["based_on"]), {}))
    return sets


def _read(terms: str, cells: dict[str, Any], base: dict[str, Any]) -> WorkingTime:
    own = cells.get("name")
    read: dict[str, Any] = {}
    for field in fields(WorkingTime)[2:]:
        value = cells.get(field.name)
        value = base.get(field.name) if blank(value) else value
        whole = str(field.type).startswith("int")
        read[field.name] = None if value is None else (int(value) if whole else float(value))
    return WorkingTime(terms, terms if blank(own) else str(own), **read)
