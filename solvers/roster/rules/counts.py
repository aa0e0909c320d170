"""How many shifts of some sort a person works over the whole roster."""

from __future__ import annotations

import numpy as np

from solvers.roster.problem import CLASSES, OFF, Ints, Range, RosterProblem
from solvers.roster.rules.ranges import Found, counted, measure, place, together
from solvers.timetables.automaton import Automaton, counting, product

NAME = "number of shifts of a kind"


def states(problem: RosterProblem, person: int) -> Automaton | None:
    parts = []
    for count in problem.terms[person].counts:
        top = count.before + problem.days * any(count.shifts)
        soft = bool(np.isfinite([count.allowed.below, count.allowed.above]).all())
        counter = counted(count.name, count.allowed, count.before, top, loose=soft)
        if counter is not None:
            parts.append(counting(counter, CLASSES, [0, *map(int, count.shifts)]))
    return product(parts) if parts else None


def check(problem: RosterProblem, person: int, shifts: Ints) -> Found:
    found, at_work = [], shifts[shifts != OFF]
    for count in problem.terms[person].counts:
        number, allowed = int(np.array(count.shifts)[at_work].sum()), count.allowed
        if allowed.most is not None and count.before > allowed.most:
            # Those before the first day are not charged again.
            allowed = Range(0, 0, allowed.below, allowed.above)
        else:
            number += count.before
        where = f"{place(problem, person)}, {count.name}"
        found.append(measure(NAME, where, number, allowed, "shifts"))
    return together(found)
