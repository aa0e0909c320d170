"""When a search must end."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field, replace


@dataclass
class Limits:
    """Time, precision and interruption of a whole search.

    Attributes
    ----------
    seconds : wall-clock limit from ``started``; ``None`` for none. A search that
        must be reproducible has none.
    gap : relative gap at which a value counts as proven.
    threads, seed : handed to the solver.
    stop : set by another thread to end the search at the next moment.
    """

    seconds: float | None = None
    gap: float = 0.01
    threads: int = 2
    seed: int = 0
    stop: threading.Event = field(default_factory=threading.Event)
    started: float = field(default_factory=time.monotonic)

    def elapsed(self) -> float:
        return time.monotonic() - self.started

    def left(self) -> float:
        """Seconds left; infinite without a limit, never negative."""
        if self.seconds is None:
            return float("inf")
        return max(0.0, self.seconds - self.elapsed())

    def over(self) -> bool:
        return self.stop.is_set() or self.left() <= 0.0

    def share(self, share: float) -> Limits:
        """The same limits with a share of the time."""
        return replace(self, seconds=None if self.seconds is None else self.seconds * share)

    def within(self, seconds: float) -> Limits:
        """The same limits, and no more than so many seconds from now on."""
        return replace(self, seconds=self.elapsed() + min(seconds, self.left()))

    def anew(self, seconds: float) -> Limits:
        """The same limits, stopped when these are, with so many seconds from now on."""
        return replace(self, seconds=self.elapsed() + seconds)

    def grace(self, seconds: float) -> Limits:
        """The same precision for so many seconds more, whatever has been stopped."""
        return replace(self, seconds=self.elapsed() + seconds, stop=threading.Event())
