"""Goals met in order, and how a search for them came out."""

from __future__ import annotations

from dataclasses import dataclass, field

from solvers.engine.model import Floats
from solvers.engine.progress import Progress
from solvers.engine.status import Status

#: A cap leaves this much room, relative to its value, for what solvers leave behind.
ROOM = 1e-7


@dataclass(frozen=True)
class Goal:
    """One goal: keep ``objective @ x`` small. All goals are nonnegative measures.

    ``tolerance`` (a share) and ``slack`` (in the unit) say how much of the goal may
    be given up for later ones; ``same`` is the difference that means nothing.
    """

    name: str
    objective: Floats
    unit: str
    tolerance: float = 0.005
    slack: float = 0.0
    same: float = 0.0

    def cap(self, best: float) -> float:
        """The most the goal may be when later goals are looked at."""
        return best + max(self.tolerance * abs(best) + self.slack, ROOM * max(1.0, abs(best)))


@dataclass(frozen=True)
class GoalResult:
    """How a goal came out.

    No outcome that keeps the goals before within their tolerances of their own
    bounds has less than ``bound``. ``proven``: the value is within the goal's own
    tolerance and the gap asked for of it.
    """

    goal: Goal
    value: float
    bound: float
    proven: bool


@dataclass
class Lexicographic:
    """The outcome of a search in the order of goals; ``x`` is empty without one."""

    status: Status
    ended: str
    x: Floats
    goals: list[GoalResult] = field(default_factory=list)
    trace: list[Progress] = field(default_factory=list)
