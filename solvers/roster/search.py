"""Finding a roster, and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from solvers.engine.limits import Limits
from solvers.engine.progress import Listener, Progress, silent
from solvers.engine.status import Status
from solvers.roster.check import Measured, check
from solvers.roster.costs import grain
from solvers.roster.people import RosterPeople
from solvers.roster.problem import Ints, RosterProblem
from solvers.timetables.search import Search


@dataclass(frozen=True)
class RosterResult:
    """The best roster found.

    Attributes
    ----------
    roster : the duty of each person and day, (E, D), ``OFF`` for none; None where none was found.
    measured : what the check says of it, without the model.
    bound : no roster costs less. Least cover that is not met is priced in it, not forbidden.
    trace : (seconds, cost) whenever a better one was found.
    """

    status: Status
    roster: Ints | None
    measured: Measured | None
    bound: float
    seconds: float
    trace: list[tuple[float, float]]


def solve_roster(problem: RosterProblem, limits: Limits, listen: Listener = silent) -> RosterResult:
    """Search until proven or until time is over, and check what comes out."""

    def hear(moment: Progress) -> None:
        best, bound = moment.incumbent, moment.bound
        listen(
            replace(
                moment,
                incumbent=None if best is None else best + problem.constant,
                bound=None if bound is None or np.isinf(bound) else bound + problem.constant,
            )
        )

    found = Search(RosterPeople(problem), limits, grain(problem), hear).run()
    bound = found.bound + problem.constant
    trace = [(seconds, cost + problem.constant) for seconds, cost in found.trace]
    if found.chosen is None:
        status = Status.INFEASIBLE if np.isinf(bound) and bound > 0 else Status.UNKNOWN
        return RosterResult(status, None, None, bound, limits.elapsed(), trace)
    roster = np.array([column.timetable for column in found.chosen])
    status = Status.OPTIMAL if found.proven else Status.FEASIBLE
    measured = check(problem, roster)
    return RosterResult(status, roster, measured, bound, limits.elapsed(), trace)
