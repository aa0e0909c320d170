"""Nested settings as names and texts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def flat(settings: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    """Nested settings as ``policy.travel_minutes`` → text."""
    result: dict[str, str] = {}
    for name, value in settings.items():
        where = f"{prefix}{name}"
        if isinstance(value, Mapping):
            result |= flat(value, f"{where}.")
        elif isinstance(value, list | tuple) and any(isinstance(v, Mapping) for v in value):
            for number, item in enumerate(value, start=1):
                result |= flat(item, f"{where} {number}.")
        else:
            result[where] = "none" if value is None else str(value)
    return result
