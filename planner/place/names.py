"""What people call the identifiers of a table."""

from __future__ import annotations

from planner.place.place import Place


def names_of(place: Place, table: str, key: str) -> dict[str, str]:
    """Identifier → name, the identifier itself where there is none."""
    frame = place[table]
    return {
        identifier: name or identifier
        for identifier, name in zip(frame[key], frame["name"], strict=True)
    }
