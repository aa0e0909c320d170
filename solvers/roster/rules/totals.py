"""Minutes of a person in each period, and shifts over the whole roster.

Minutes are counted in units that every shift of the person is a whole number of. A bound
that holds for good is rounded to them; one at a price must be a whole number of them, and
the price is of each minute.
"""

from __future__ import annotations

import numpy as np

from solvers.roster.problem import CLASSES, OFF, Ints, Range, RosterProblem
from solvers.roster.rules.ranges import Found, in_units, measure, place, together
from solvers.timetables.automaton import Automaton, counted, counting, product

NAME = "total hours and shifts"


def states(problem: RosterProblem, person: int) -> Automaton | None:
    terms, parts = problem.terms[person], []
    unit, adds = in_units(problem, person)
    for period, limit in enumerate(_periods(problem, person)):
        first, last = problem.span(period)
        counter = counted(
            f"minutes of period {period + 1}",
            _bound(limit.least, -(-limit.least // unit), limit.below, unit),
            limit.most and _bound(limit.most, limit.most // unit, limit.above, unit),
            limit.below * unit,
            limit.above * unit,
            start=0,
            top=max(adds) * (last - first + 1),
            first=first,
            last=last,
        )
        if counter is not None:
            parts.append(counting(counter, CLASSES, adds))
    before, limit = _before(problem, person), terms.shifts
    counter = counted(
        "shifts",
        limit.least,
        limit.most,
        limit.below,
        limit.above,
        start=before,
        top=before + problem.days,
    )
    if counter is not None:
        parts.append(counting(counter, CLASSES, [0] + [1] * len(problem.shifts)))
    return product(parts) if parts else None


def _periods(problem: RosterProblem, person: int) -> tuple[Range, ...]:
    """What the minutes of each period may be."""
    limits = problem.terms[person].minutes
    if limits and len(limits) != len(problem.periods):
        raise ValueError(f"{len(limits)} ranges of minutes for {len(problem.periods)} periods")
    return limits


def _bound(minutes: int, units: int, price: float, unit: int) -> int:
    """A bound in units."""
    if np.isfinite(price) and minutes % unit:
        raise ValueError(f"{minutes} minutes at a price are no multiple of {unit}")
    return units


def _before(problem: RosterProblem, person: int) -> int:
    history = problem.terms[person].history
    return 0 if history is None else history.shifts


def check(problem: RosterProblem, person: int, shifts: Ints) -> Found:
    where, found = place(problem, person), list[Found]()
    for period, limit in enumerate(_periods(problem, person)):
        first, last = problem.span(period)
        at_work = shifts[first : last + 1][shifts[first : last + 1] != OFF]
        minutes = int(problem.minutes[at_work].sum())
        inside = where if len(problem.periods) == 1 else f"{where}, period {period + 1}"
        found.append(measure(NAME, inside, minutes, limit, "minutes"))
    before, allowed = _before(problem, person), problem.terms[person].shifts
    count = int((shifts != OFF).sum()) + before
    if allowed.most is not None and before > allowed.most:
        # Those before the first day are not charged again.
        count, allowed = count - before, Range(0, 0, allowed.below, allowed.above)
    found.append(measure(NAME, where, count, allowed, "shifts"))
    return together(found)
