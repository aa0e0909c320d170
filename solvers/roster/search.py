"""Finding a roster, and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from math import gcd

import numpy as np

from solvers.engine.limits import Limits
from solvers.engine.progress import Listener, silent
from solvers.engine.status import Status
from solvers.roster.check import Measured, check
from solvers.roster.people import RosterPeople
from solvers.roster.problem import Ints, Range, RosterProblem
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
    found = Search(RosterPeople(problem), limits, grain(problem), listen).run()
    bound = found.bound + problem.constant
    trace = [(seconds, cost + problem.constant) for seconds, cost in found.trace]
    if found.chosen is None:
        status = Status.INFEASIBLE if np.isinf(bound) and bound > 0 else Status.UNKNOWN
        return RosterResult(status, None, None, bound, limits.elapsed(), trace)
    roster = np.array([column.timetable for column in found.chosen])
    status = Status.OPTIMAL if found.proven else Status.FEASIBLE
    measured = check(problem, roster)
    return RosterResult(status, roster, measured, bound, limits.elapsed(), trace)


def grain(problem: RosterProblem) -> float:
    """Every cost is a whole multiple of this; nought where there is no such number."""
    rows = problem.cover
    costs = [rows.under, rows.over, problem.preference.reshape(-1)]
    costs += [np.array(_prices(problem, person)) for person in range(len(problem.people))]
    every = np.concatenate(costs)
    every = every[np.isfinite(every)]
    if not np.allclose(every, np.round(every), rtol=0.0, atol=1e-9):
        return 0.0
    return float(reduce(gcd, np.unique(np.abs(np.round(every)).astype(np.int64)).tolist(), 0))


def _prices(problem: RosterProblem, person: int) -> list[float]:
    """What the person's terms charge, minutes by the unit."""
    terms, unit = problem.terms[person], problem.minute_unit(person)
    ranges: tuple[Range, ...] = (
        terms.shifts,
        terms.weekends,
        terms.work,
        terms.rest,
        *terms.same_shift,
        *(count.allowed for count in terms.counts),
    )
    prices = [terms.half_weekend, *(cost for r in ranges for cost in (r.below, r.above))]
    return prices + [unit * cost for r in terms.minutes for cost in (r.below, r.above)]
