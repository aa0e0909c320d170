"""A decision, and the row that fixes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Decided:
    """A decision of a plan.

    Attributes
    ----------
    cells : the row that fixes it: column of the table of pins → cell.
    words : what is decided, for a reader.
    of : what it is of: "decision", "organisation", "role", "period", "person" → identifiers.
    size : how much it changes against the baseline, in WTE; None of a
        decision that is yes or no, or of somebody's days.
    """

    cells: Mapping[str, str]
    words: str
    of: Mapping[str, frozenset[str]]
    size: float | None = None


def some(*names: str) -> frozenset[str]:
    """Identifiers without blanks."""
    return frozenset(name for name in names if name)


_NEAR = 2e-6


def value_text(value: float) -> str:
    """A figure as a pin has it: to thousandths where a search cannot tell it from that, which
    is as near as it comes, and otherwise to nine digits."""
    near = round(value, 3)
    shown = near if abs(value - near) <= _NEAR else round(value, 9)
    return f"{shown:.9f}".rstrip("0").rstrip(".") if shown else "0"
