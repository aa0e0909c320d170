"""What a search tells whoever watches it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """One moment of a search.

    Attributes
    ----------
    phase : what is being done, in words ("baseline", "plan", "check").
    priority : the goal being worked on; empty outside a goal.
    incumbent : value of the best outcome so far, in the goal's unit.
    bound : proven bound on it.
    unit : unit of both.
    seconds : since the search began.
    note : anything else worth a line.
    """

    phase: str
    priority: str = ""
    incumbent: float | None = None
    bound: float | None = None
    unit: str = ""
    seconds: float = 0.0
    note: str = ""


Listener = Callable[[Progress], None]


def silent(progress: Progress) -> None:
    """A listener that hears nothing."""
