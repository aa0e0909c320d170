"""What people call the identifiers of a place, in an assignment."""

from __future__ import annotations

from planner.place.names import names_of
from planner.place.place import Place

_NAMED = {
    "organisations": "organisation",
    "roles": "role",
    "profiles": "profile",
    "competencies": "competency",
    "courses": "course",
}


def make_labels(place: Place) -> dict[str, dict[str, str]]:
    """Table → identifier → name."""
    return {table: names_of(place, table, key) for table, key in _NAMED.items()}
