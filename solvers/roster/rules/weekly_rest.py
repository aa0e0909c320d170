"""An unbroken rest inside every week, or every two (Working Time Regulations 1998, regulation 11).

A stretch of weeks is from Monday 00:00 to Sunday 24:00; rest that reaches over its border
counts only with its part inside. A stretch that the roster does not end asks for nothing, as
its rest may yet come.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from solvers.engine.violation import Violation
from solvers.roster.problem import (
    CLASSES,
    DAY,
    SATURDAY,
    SUNDAY,
    WEEKDAY,
    Ints,
    RosterProblem,
    WeeklyRest,
)
from solvers.roster.rules.clock import last_before, on_the_clock
from solvers.roster.rules.ranges import Found, place
from solvers.timetables.automaton import REST, Automaton, explored_by_day

NAME = "weekly rest"
WEEK = 7 * DAY

#: Week of the stretch, minutes free up to 00:00 of the day within it (less than nothing while a
#: shift goes on), and whether the stretch has had its rest.
State = tuple[int, int, bool]


def states(problem: RosterProblem, person: int) -> Automaton | None:
    asked = _asked(problem, person)
    if asked is None:
        return None
    begins, ends = problem.start.tolist(), problem.end.tolist()

    def had(week: int, free: int, rested: bool) -> State:
        """Once it has had its rest, only what goes on beyond the day matters."""
        rested = rested or free >= asked.minutes
        return (week, min(free, 0) if rested else free, rested)

    def step(state: State, symbol: int, day_class: int) -> tuple[float, State]:
        week, free, rested = state
        if symbol == REST:
            week, free, rested = had(week, free + DAY, rested)
        else:
            rested = rested or free + begins[symbol - 1] >= asked.minutes
            week, free, rested = had(week, DAY - ends[symbol - 1], rested)
        if day_class != SUNDAY:
            return 0.0, (week, free, rested)
        if week + 1 < asked.weeks:
            return 0.0, (week + 1, free, rested)
        return (0.0 if rested else np.inf), had(0, min(free, 0), False)

    before = last_before(problem, person)
    ended = 0 if before is None else DAY * before[0] + int(problem.end[before[1]])
    start = had(0, min(0, -ended), False)
    return explored_by_day(start, step, CLASSES, len(problem.shifts) + 1)


def _asked(problem: RosterProblem, person: int) -> WeeklyRest | None:
    """What is asked of a roster that begins on a Monday."""
    asked = problem.terms[person].weekly_rest
    week = [WEEKDAY] * 5 + [SATURDAY, SUNDAY]
    usual = [week[day % 7] for day in range(problem.days)]
    if asked is not None and problem.day_class.tolist() != usual:
        raise ValueError("weekly rest is only asked for where the first day is a Monday")
    return asked


def check(problem: RosterProblem, person: int, shifts: Ints) -> Found:
    asked, broken = _asked(problem, person), list[Violation]()
    if asked is None:
        return 0.0, []
    worked = on_the_clock(problem, person, shifts)
    # Free from the end of each shift to the start of the next; nobody knows of shifts outside.
    edges = [(-WEEK, -WEEK), *((w.start, w.end) for w in worked)]
    edges.append((DAY * problem.days + WEEK, 0))
    free = [(end, start) for (_, end), (start, _) in pairwise(edges)]
    long = asked.weeks * WEEK
    for first in range(0, DAY * problem.days - long + 1, long):
        most = max(min(b, first + long) - max(a, first) for a, b in free)
        if most < asked.minutes:
            where = place(problem, person, first // DAY)
            missing = float(asked.minutes - max(most, 0))
            broken.append(Violation(NAME, where, missing, "minutes"))
    return 0.0, broken
