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
from solvers.timetables.automaton import REST, Automaton, explored

NAME = "shifts that may follow each other"


def states(problem: RosterProblem, person: int) -> Automaton | None:
    """The last symbol is the state."""
    if not problem.forbidden.any():
        return None

    def step(last: int, symbol: int) -> tuple[float, int]:
        both = last != REST and symbol != REST
        bad = both and problem.forbidden[last - 1, symbol - 1]
        return np.inf if bad else 0.0, symbol

    return explored(_before(problem, person) + 1, step, CLASSES, len(problem.shifts) + 1)


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
