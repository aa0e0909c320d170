"""Minutes of a person in each period, and shifts over the whole roster.

Minutes are counted in units that every shift of the person is a whole number of. A bound
that holds for good is rounded to them; one at a price must be a whole number of them, and
the price is of each minute.
"""

from __future__ import annotations

import numpy as np

from solvers.roster.problem import CLASSES, OFF, Ints, Range, RosterProblem
from solvers.roster.rules.ranges import Found, counted, in_units, measure, place, together
from solvers.timetables.automaton import Automaton, counting, product

NAME = "total hours and shifts"


def states(problem: RosterProblem, person: int) -> Automaton | None:
    terms, parts = problem.terms[person], []
    unit, adds = in_units(problem, person)
    for period, limit in enumerate(problem.terms[person].minutes):
        first, last = problem.span(person, period)
        top, name = max(adds) * (last - first + 1), f"minutes of period {period + 1}"
        counter = counted(name, _in_units(limit, unit), 0, top, first, last)
        if counter is not None:
            parts.append(counting(counter, CLASSES, adds))
    before, limit = _before(problem, person), terms.shifts
    counter = counted("shifts", limit, before, before + problem.days)
    if counter is not None:
        parts.append(counting(counter, CLASSES, [0] + [1] * len(problem.shifts)))
    return product(parts) if parts else None


def _in_units(limit: Range, unit: int) -> Range:
    """A range of minutes in units."""
    for minutes, price in ((limit.least, limit.below), (limit.most or 0, limit.above)):
        if np.isfinite(price) and minutes % unit:
            raise ValueError(f"{minutes} minutes at a price are no multiple of {unit}")
    most = None if limit.most is None else limit.most // unit
    return Range(-(-limit.least // unit), most, limit.below * unit, limit.above * unit)


def _before(problem: RosterProblem, person: int) -> int:
    history = problem.terms[person].history
    return 0 if history is None else history.shifts


def check(problem: RosterProblem, person: int, shifts: Ints) -> Found:
    where, found = place(problem, person), list[Found]()
    for period, limit in enumerate(problem.terms[person].minutes):
        first, last = problem.span(person, period)
        at_work = shifts[first : last + 1][shifts[first : last + 1] != OFF]
        minutes = int(problem.minutes[at_work].sum())
        inside = (
            where if len(problem.terms[person].periods) == 1 else f"{where}, period {period + 1}"
        )
        found.append(measure(NAME, inside, minutes, limit, "minutes"))
    before, allowed = _before(problem, person), problem.terms[person].shifts
    count = int((shifts != OFF).sum()) + before
    if allowed.most is not None and before > allowed.most:
        # Those before the first day are not charged again.
        count, allowed = count - before, Range(0, 0, allowed.below, allowed.above)
    found.append(measure(NAME, where, count, allowed, "shifts"))
    return together(found)
