"""What a summary is put together from, and what every stage's says."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from planner.plan.plan import Plan
from planner.report.blocks import Keys


@dataclass(frozen=True)
class Section:
    """A short table under its title. Every cell is text for a reader; ``right`` are the
    columns of figures. Where there is nothing to show the frame is empty and the note says so.
    ``keys`` and ``whole`` are those of a page's table."""

    title: str
    note: str
    frame: pd.DataFrame
    right: tuple[str, ...] = ()
    keys: Keys = field(default_factory=dict)
    whole: int = 0


@dataclass(frozen=True)
class Summary:
    """``headline`` are whole sentences, the most important first."""

    headline: tuple[str, ...]
    sections: tuple[Section, ...]


def check_sentence(plan: Plan) -> str:
    """What the independent check found."""
    check = plan.record.check
    if check.passed:
        return "The independent check found every rule kept and every figure confirmed."
    return f"The independent check FAILED, so do not use this plan: {'; '.join(check.violations)}."
