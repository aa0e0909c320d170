"""What people call the identifiers of a place, in a roster."""

from __future__ import annotations

from planner.place.place import Place

_NAMED = {
    "organisations": "organisation",
    "roles": "role",
    "competencies": "competency",
    "shifts": "shift",
}


def make_labels(place: Place) -> dict[str, dict[str, str]]:
    """Table → identifier → name, the identifier itself where there is none."""
    return {
        table: {
            identifier: name or identifier
            for identifier, name in zip(place[table][key], place[table]["name"], strict=True)
        }
        for table, key in _NAMED.items()
    }
