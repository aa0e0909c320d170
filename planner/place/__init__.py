"""A place: its tables and settings, read, validated and written.

Names load when they are first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from planner.place.place import Place
    from planner.place.read import check_place, place_from_frames, read_place
    from planner.place.reference import reference_markdown
    from planner.place.settings import Settings
    from planner.place.templates import write_templates
    from planner.place.write import write_place

_HOMES = {
    "Place": "place",
    "Settings": "settings",
    "check_place": "read",
    "place_from_frames": "read",
    "read_place": "read",
    "reference_markdown": "reference",
    "write_place": "write",
    "write_templates": "templates",
}

__all__ = [
    "Place",
    "Settings",
    "check_place",
    "place_from_frames",
    "read_place",
    "reference_markdown",
    "write_place",
    "write_templates",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
