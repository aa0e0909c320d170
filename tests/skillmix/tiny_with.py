"""The tiny place with some of its cells changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import planner
from fixtures import tiny
from planner.place.place import Place

Cells = Mapping[str, Mapping[str, Any]]  # key of a row → column → value


def tiny_with(
    policy: Mapping[str, Any] | None = None,
    tables: Mapping[str, list[dict[str, Any]]] | None = None,
    **cells: Cells,
) -> Place:
    """The tiny place; ``tables`` are replaced whole, or dropped where they have no rows;
    ``cells`` by table, row and column."""
    example = tiny.make()
    frames = {name: frame.to_dict("records") for name, frame in example.frames.items()}
    frames.update(tables or {})
    for table, changes in cells.items():
        for row in frames[table]:
            row.update(changes.get(next(iter(row.values())), {}))
    settings = example.settings.model_dump()
    settings["policy"].update(policy or {})
    some = {table: rows for table, rows in frames.items() if rows}
    return planner.place_from_frames(settings, some)
