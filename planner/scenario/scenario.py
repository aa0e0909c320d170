"""What a scenario is: ordered changes to the rows of a place's tables, or to its settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from planner.errors import Finding
from planner.place.settings import Policy

ACTIONS = ("set", "scale", "add", "drop")

SETTINGS_TABLES: Mapping[str, tuple[str, ...]] = {
    "settings": ("quarters", "years", "priorities"),
    "policy": tuple(Policy.model_fields),
}
"""Parts of ``place.toml`` that a scenario may change, and their keys."""


@dataclass(frozen=True)
class Change:
    """One change; ``scenario.read`` makes them and has checked names and types.

    Attributes
    ----------
    number : place in the file, from 1.
    action : one of ``ACTIONS``.
    table : a table of the place, or ``policy`` or ``settings``.
    where : column → the values wanted; a row is meant if every column holds one
        of them. Empty: every row.
    values : column → new cell, for ``set``.
    factors : column → factor, for ``scale``.
    rows : new rows, column → cell, for ``add``.
    """

    number: int
    action: str
    table: str
    where: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)
    factors: Mapping[str, float] = field(default_factory=dict)
    rows: tuple[Mapping[str, Any], ...] = ()

    @property
    def on_settings(self) -> bool:
        return self.table in SETTINGS_TABLES


@dataclass(frozen=True)
class Scenario:
    """A named overlay on a place. Its changes are made in order.

    ``file`` is what messages call it: the file it was read from.
    """

    name: str
    description: str
    changes: tuple[Change, ...]
    file: str = ""


@dataclass
class Findings:
    """Gathers the problems of one change (or of the file's head, number 0)."""

    file: str
    number: int = 0
    found: list[Finding] = field(default_factory=list)

    def error(self, message: str, remedy: str = "", *, column: str = "", value: Any = "") -> None:
        self.found.append(
            Finding(
                message=message,
                remedy=remedy,
                file=self.file,
                column=column,
                value=shown(value),
                part=f"change {self.number}" if self.number else "",
            )
        )


def shown(value: Any, longest: int = 60) -> str:
    """A value as a message shows it, cut to a bounded length."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > 10**longest:
        return "a very large number"
    try:
        text = value if isinstance(value, str) else str(value)
    except (RecursionError, ValueError):
        return type(value).__name__
    return text if len(text) <= longest else text[: longest - 1] + "…"
