"""How many weekends somebody works, and that a weekend is worked whole or not at all."""

from __future__ import annotations

import numpy as np

from solvers.roster.problem import CLASSES, SATURDAY, SUNDAY, Ints, Range, RosterProblem
from solvers.roster.rules.ranges import Found, counted, measure, measured, place, together, worked
from solvers.timetables.automaton import REST, Automaton

NAME = "weekends"


def states(problem: RosterProblem, person: int) -> Automaton | None:
    """Whether the day before was worked; a weekend is counted on its first day worked.

    A first day that is a Sunday counts by itself, and its Saturday is not charged.
    """
    terms = problem.terms[person]
    if terms.weekends == terms.weekend_share == Range() and not terms.half_weekend:
        return None
    many = len(problem.shifts) + 1
    works = np.arange(many) != REST
    following = np.broadcast_to(np.where(works, 1, 2), (CLASSES, 3, many)).astype(np.int64)
    cost, steps = np.zeros((CLASSES, 3, many)), np.zeros((1, CLASSES, 3, many), np.int64)
    start, on, off = 0, 1, 2  # what the day before was; at the start nobody knows
    steps[0, SATURDAY, :, works] = 1
    steps[0, SUNDAY, start, works] = 1
    steps[0, SUNDAY, off, works] = 1
    cost[SUNDAY, off, works] = terms.half_weekend
    cost[SUNDAY, on, ~works] = terms.half_weekend
    end = np.zeros(3)
    before = 0 if terms.history is None else terms.history.weekends
    top = before + problem.days
    asked = (
        counted("weekends", terms.weekends, before, top, tight=True),
        counted("share of weekends", terms.weekend_share, 0, problem.days, loose=True),
    )
    counters = tuple(counter for counter in asked if counter is not None)
    return Automaton(following, cost, end, counters, np.repeat(steps, len(counters), axis=0))


def check(problem: RosterProblem, person: int, shifts: Ints) -> Found:
    terms, at_work = problem.terms[person], worked(shifts)
    count = 0 if terms.history is None else terms.history.weekends
    found: list[Found] = []
    for day, kind in enumerate(problem.day_class):
        if kind == SATURDAY:
            both = at_work[day : day + 2]
            count += int(both.any())
            half = len(both) == 2 and both.sum() == 1
            found.append((terms.half_weekend if half else 0.0, []))
        elif kind == SUNDAY and day == 0:
            count += int(at_work[0])
    before = 0 if terms.history is None else terms.history.weekends
    if terms.weekends.most is not None and before > terms.weekends.most:
        excess = count - before  # those before are not charged again
        found.append(measured(NAME, place(problem, person), 0, excess, terms.weekends, "weekends"))
    else:
        found.append(measure(NAME, place(problem, person), count, terms.weekends, "weekends"))
    share = terms.weekend_share
    found.append(measure(NAME, place(problem, person), count - before, share, "weekends"))
    return together(found)
