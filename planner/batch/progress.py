"""How far a batch is, and how long the rest will take."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class BatchProgress:
    """One moment of a batch.

    Attributes
    ----------
    phase : ``checking scenarios`` or ``running``.
    total, done, bad : runs in all, those over, and those of them done now that did not come out.
    running : label and how far, of each run under way.
    elsewhere : runs that another batch on the same folder is doing.
    left : seconds until the end, estimated; None while nothing is known.
    ended : the run that has just ended and how; empty otherwise. ``reason`` is why.
    """

    phase: str
    total: int
    done: int
    bad: int = 0
    running: tuple[tuple[str, str], ...] = ()
    elsewhere: int = 0
    left: float | None = None
    ended: str = ""
    reason: str = ""


@dataclass
class Pace:
    """Seconds of the runs so far."""

    total: float = 0.0
    count: int = 0

    def add(self, seconds: float) -> None:
        self.total += seconds
        self.count += 1

    def left(self, runs: int, slots: int) -> float | None:
        """Seconds that so many runs take, so many at a time, at the mean so far."""
        if not self.count:
            return None
        return runs * self.total / self.count / max(1, min(slots, runs) if runs else 1)
