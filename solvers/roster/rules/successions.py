"""Some shifts may not follow others on the next day.

``forbidden[s, t]``: nobody works s on a day and t on the next, history's last shift
included. Rest between shifts (11 hours, Working Time Regulations 1998, regulation 10) is
stated so.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from solvers.engine.violation import Violation
from solvers.roster.problem import CLASSES, OFF, Ints, RosterProblem
from solvers.roster.rules.ranges import Found, place
from solvers.timetables.automaton import FORBIDDEN, REST, Automaton

NAME = "shifts that may follow each other"


def states(problem: RosterProblem, person: int) -> Automaton | None:
    """The last symbol is the state; the start stands first."""
    if not problem.forbidden.any():
        return None
    last = _before(problem, person)
    many = len(problem.shifts) + 1
    order = [last + 1, *(a for a in range(many) if a != last + 1)]
    number = {a: n for n, a in enumerate(order)}
    following = np.empty((many, many), np.int64)
    for n, a in enumerate(order):
        for b in range(many):
            bad = a != REST and b != REST and problem.forbidden[a - 1, b - 1]
            following[n, b] = FORBIDDEN if bad else number[b]
    shape = (CLASSES, many, many)
    return Automaton(np.broadcast_to(following, shape), np.zeros(shape), np.zeros(many))


def check(problem: RosterProblem, person: int, shifts: Ints) -> Found:
    with_before = np.concatenate([[_before(problem, person)], shifts])
    broken = [
        Violation(NAME, place(problem, person, day), 1.0, "shift")
        for day, (a, b) in enumerate(pairwise(with_before.tolist()))
        if a != OFF and b != OFF and problem.forbidden[a, b]
    ]
    return 0.0, broken


def _before(problem: RosterProblem, person: int) -> int:
    """The shift of the day before the first; OFF where there was none."""
    history = problem.terms[person].history
    return OFF if history is None or history.shift is None else history.shift
