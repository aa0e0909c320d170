"""Goals met in order exactly: one integer search a goal under hard caps, for small models.

What a large model needs (elastic caps, rounding) costs precision that a small model need
not give up; and only an integer search can prove that no yes/no decisions fit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from solvers.engine.limits import Limits
from solvers.engine.mathopt import solve
from solvers.engine.model import Assembled, Floats
from solvers.engine.status import Status

#: Models of at most so many columns are solved exactly.
SMALL = 3_000
#: Relative gap at which an integer search ends.
GAP = 1e-7
#: Longest integer search for one goal, seconds.
SECONDS = 20.0


#: What is known to be possible can look impossible by a hair; then caps are widened by
#: these shares in turn.
ROOMS = (0.0, 1e-6, 1e-5)

Row = tuple[np.ndarray, Floats, float, float]


class Capped(Protocol):
    """A goal, as far as it matters here."""

    @property
    def objective(self) -> Floats: ...

    def cap(self, best: float) -> float: ...


@dataclass
class Exact:
    """What was found: ``x`` is empty without an outcome; a bound for every goal looked at.

    ``room`` is the largest share by which a cap had to be widened, mostly none.
    """

    status: Status
    detail: str
    x: Floats
    bounds: list[float] = field(default_factory=list)
    room: float = 0.0


def meet_exactly(
    model: Assembled,
    goals: Sequence[Capped],
    limits: Limits,
    heard: Callable[[int, float, float], None],
) -> Exact:
    """Minimise the goals in order, each under caps on the values of those before.

    Parameters
    ----------
    heard : told of each goal's position, value and bound as it is met.

    Returns
    -------
    Exact : INFEASIBLE is proven. Where a goal could not be bounded in the time there is,
        the outcome so far stands and later goals have no bounds.
    """
    algorithm = "choose" if model.integer.any() else "simplex"
    result = Exact(Status.UNKNOWN, "", np.zeros(0))
    caps: list[Row] = []
    for i, goal in enumerate(goals):
        for room in ROOMS if caps else ROOMS[:1]:
            capped = model.with_rows("caps", [_widened(cap, room) for cap in caps])
            found = solve(
                capped, goal.objective, limits, algorithm=algorithm, gap=GAP, seconds=SECONDS
            )
            if found.status is not Status.INFEASIBLE:
                break
        if not found.status.has_outcome:
            if i == 0:
                result.status, result.detail = found.status, found.detail
            break
        result.status, result.x = found.status, found.x
        result.room = max(result.room, room)
        result.bounds.append(max(0.0, found.bound))
        heard(i, found.value, result.bounds[-1])
        used = np.flatnonzero(goal.objective)
        caps.append((used, goal.objective[used], -np.inf, goal.cap(found.value)))
        if limits.over():
            break
    return result


def _widened(cap: Row, room: float) -> Row:
    columns, coefficients, least, most = cap
    return columns, coefficients, least, most + room * max(1.0, abs(most))
