"""Some shifts may not follow others on the next day.

``forbidden[s, t]``: nobody works s on a day and t on the next, history's last shift
included; nor does anybody with less than their ``least_rest`` and the travel between the
two (11 hours, Working Time Regulations 1998, regulation 10). Where travel is known, the
clock is asked of everybody: nobody is in two places at once.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from solvers.engine.violation import Violation
from solvers.roster.problem import CLASSES, DAY, OFF, Ints, RosterProblem
from solvers.roster.rules.ranges import Found, place
from solvers.timetables.automaton import REST, Automaton, explored

NAME = "shifts that may follow each other"


def states(problem: RosterProblem, person: int) -> Automaton | None:
    """The last symbol is the state."""
    forbidden = problem.may_not_follow(person)
    if not forbidden.any():
        return None

    def step(last: int, symbol: int) -> tuple[float, int]:
        both = last != REST and symbol != REST
        bad = both and forbidden[last - 1, symbol - 1]
        return np.inf if bad else 0.0, symbol

    return explored(_before(problem, person) + 1, step, CLASSES, len(problem.shifts) + 1)


def check(problem: RosterProblem, person: int, shifts: Ints) -> Found:
    with_before = np.concatenate([[_before(problem, person)], shifts])
    broken = []
    for day, (a, b) in enumerate(pairwise(with_before.tolist())):
        if a == OFF or b == OFF:
            continue
        where = place(problem, person, day)
        if problem.forbidden[a, b]:
            broken.append(Violation(NAME, where, 1.0, "shift"))
        wanted = problem.terms[person].least_rest
        if not wanted and problem.travel is None:
            continue  # the clock is not asked
        wanted += 0 if problem.travel is None else int(problem.travel[a, b])
        rest = int(problem.start[b]) + DAY - int(problem.end[a])
        if wanted > rest:
            broken.append(Violation(NAME, where, float(wanted - rest), "minutes of rest"))
    return 0.0, broken


def _before(problem: RosterProblem, person: int) -> int:
    """The shift of the day before the first; OFF where there was none."""
    history = problem.terms[person].history
    return OFF if history is None or history.shift is None else history.shift
