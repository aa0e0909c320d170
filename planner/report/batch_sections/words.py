"""What runs and their figures are called on the page of a batch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from planner.batch.compare import Comparison, Measure
from planner.batch.cycle import shown_level
from planner.report.figures import amount, count, percent, signed
from planner.report.names import isolated

NOTHING = "–"


def title(measure: Measure) -> str:
    """``Unmet need``."""
    text = measure.name.replace("_", " ")
    return f"{text[:1].upper()}{text[1:]}"


def figure(value: Any, measure: Measure) -> str:
    """A measure in words, without its unit but for money; a dash where there is none."""
    if value is None or pd.isna(value):
        return NOTHING
    if measure.unit == "k£":
        return amount(float(value), measure.unit)
    return count(float(value))


def headed(measure: Measure) -> str:
    """``Unmet need, weighted hours``; money says its own unit."""
    return title(measure) if measure.unit == "k£" else f"{title(measure)}, {measure.unit}"


def shares(share: float) -> str:
    """``+3.2%``; a dash where there is no share to give."""
    return NOTHING if pd.isna(share) else signed(share, percent(share))


def level(value: Any) -> str:
    return isolated(shown_level(value))


def levels(found: Comparison, row: Mapping[str, Any]) -> str:
    """What tells a row from others of its place: the axes that vary, in words."""
    parts = [
        level(row[axis])
        if axis in ("scenarios", "policies")
        else f"{isolated(axis)} {level(row[axis])}"
        for axis in found.axes
    ]
    return ", ".join(parts) or "as it is"


def several_places(found: Comparison) -> bool:
    return found.frame["place"].nunique() > 1


def counted(number: int, what: str) -> str:
    """``1 run``, ``12 runs``."""
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
