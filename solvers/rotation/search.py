"""Finding a rotation, and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from solvers.engine.limits import Limits
from solvers.engine.progress import Listener, Progress, silent
from solvers.engine.status import Status
from solvers.rotation.check import Measured, check
from solvers.rotation.people import RotationPeople
from solvers.rotation.problem import Ints, RotationProblem
from solvers.timetables.search import Search

#: Share of the time left that the dive may take: what is found again afterwards brings more.
DIVING = 0.35


@dataclass(frozen=True)
class RotationResult:
    """The best rotation found.

    Attributes
    ----------
    rotation : where everybody is in each period, (P, T), ``HOME`` for none; None where none was
        found.
    measured : what the check says of it, without the model.
    bound : no rotation has more points. Places that are not kept are priced in it, not forbidden.
    trace : (seconds, points) whenever a better one was found.
    """

    status: Status
    rotation: Ints | None
    measured: Measured | None
    bound: float
    seconds: float
    trace: list[tuple[float, float]]


def solve_rotation(
    problem: RotationProblem, limits: Limits, listen: Listener = silent
) -> RotationResult:
    """Search until proven or until time is over, and check what comes out."""

    def hear(moment: Progress) -> None:
        best, bound = moment.incumbent, moment.bound
        told = replace(
            moment,
            incumbent=None if best is None else -best,
            bound=None if bound is None or np.isinf(bound) else -bound,
        )
        listen(told)

    found = Search(RotationPeople(problem), limits, 1.0, hear, "rotation", DIVING).run()
    trace = [(seconds, -cost) for seconds, cost in found.trace]
    if found.chosen is None:
        status = Status.INFEASIBLE if found.bound == np.inf else Status.UNKNOWN
        return RotationResult(status, None, None, -found.bound, limits.elapsed(), trace)
    rotation = np.array([column.timetable for column in found.chosen])
    measured = check(problem, rotation)
    # Nothing is said of what it costs in places that are not kept.
    kept = Status.OPTIMAL if found.proven else Status.FEASIBLE
    status = Status.UNKNOWN if measured.violations else kept
    return RotationResult(status, rotation, measured, -found.bound, limits.elapsed(), trace)
