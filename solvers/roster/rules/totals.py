"""Minutes and shifts of a person over the whole roster."""

from __future__ import annotations

from functools import reduce
from math import gcd

import numpy as np

from solvers.roster.problem import CLASSES, OFF, Ints, Range, RosterProblem
from solvers.roster.rules.ranges import Found, measure, place, together
from solvers.timetables.automaton import Automaton, Counter, counting, product

NAME = "total hours and shifts"


def states(problem: RosterProblem, person: int) -> Automaton | None:
    terms, parts = problem.terms[person], []
    if terms.minutes != Range():
        # In units that every shift is a whole number of. Only hard bounds: a minute missing
        # is not a unit missing.
        unit = reduce(gcd, problem.minutes.tolist())
        adds = [0, *(problem.minutes // unit).tolist()]
        top = int(problem.minutes.max()) // unit * len(problem.day_class)
        most = top if terms.minutes.most is None else min(top, terms.minutes.most // unit)
        least = -(-terms.minutes.least // unit)
        if not (np.isinf(terms.minutes.below) and np.isinf(terms.minutes.above)):
            raise ValueError("minutes can only be bounded for good")
        parts.append(counting(Counter("minutes", least, most), CLASSES, adds))
    if terms.shifts != Range():
        before = 0 if terms.history is None else terms.history.shifts
        limit = terms.shifts
        most = before + len(problem.day_class) if limit.most is None else limit.most
        counter = Counter("shifts", limit.least, most, limit.below, limit.above, before)
        parts.append(counting(counter, CLASSES, [0] + [1] * len(problem.shifts)))
    return product(parts) if parts else None


def check(problem: RosterProblem, person: int, shifts: Ints) -> Found:
    terms, at_work = problem.terms[person], shifts[shifts != OFF]
    before = 0 if terms.history is None else terms.history.shifts
    minutes, where = int(problem.minutes[at_work].sum()), place(problem, person)
    count, allowed = len(at_work) + before, terms.shifts
    if allowed.most is not None and before > allowed.most:
        # Those before the first day are not charged again.
        count, allowed = len(at_work), Range(0, 0, allowed.below, allowed.above)
    return together(
        [
            measure(NAME, where, minutes, terms.minutes, "minutes"),
            measure(NAME, where, count, allowed, "shifts"),
        ]
    )
