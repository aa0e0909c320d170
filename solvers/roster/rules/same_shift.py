"""How many days in a row somebody works the same shift.

As ``runs``, for each shift by itself: a run ends where another shift or a day off follows.
"""

from __future__ import annotations

from solvers.roster.problem import CLASSES, OFF, Ints, Range, RosterProblem
from solvers.roster.rules.ranges import (
    Found,
    capped,
    place,
    stretches,
    together,
    too_long,
    too_short,
)
from solvers.timetables.automaton import REST, Automaton, explored

NAME = "days in a row on the same shift"

#: The symbol, for how many days, and whether it may end early; of rest only the last.
State = tuple[int, int, bool]


def states(problem: RosterProblem, person: int) -> Automaton | None:
    limits = problem.terms[person].same_shift
    if all(limit == Range() for limit in limits):
        return None

    def step(state: State, symbol: int) -> tuple[float, State]:
        last, length, free = state
        if symbol == last and symbol != REST:
            limit = limits[symbol - 1]
            return too_long(length, limit), (symbol, capped(length + 1, limit), free)
        price = 0.0 if last == REST or free else too_short(length, limits[last - 1])
        if symbol == REST:
            return price, (REST, 0, False)
        # On the first day, where nobody knows what went before, a run may be short.
        return price, (symbol, 1, last == REST and free)

    return explored(_start(problem, person), step, CLASSES, len(problem.shifts) + 1)


def _start(problem: RosterProblem, person: int) -> State:
    terms = problem.terms[person]
    shift, days = _before(problem, person) or (OFF, 0)
    if shift == OFF:
        return (REST, 0, terms.history is None)
    return (shift + 1, capped(days, terms.same_shift[shift]), False)


def _before(problem: RosterProblem, person: int) -> tuple[int, int] | None:
    """The shift of the day before the first, and for how long; None where nobody knows."""
    history = problem.terms[person].history
    if history is None:
        return None
    return (OFF, 0) if history.shift is None else (history.shift, history.same_shift)


def check(problem: RosterProblem, person: int, shifts: Ints) -> Found:
    limits = problem.terms[person].same_shift
    return together(
        [
            stretch.measured(
                NAME,
                f"{place(problem, person, stretch.first)}, {problem.shifts[stretch.mark]}",
                limits[stretch.mark],
            )
            for stretch in stretches(shifts, _before(problem, person))
            if limits and stretch.mark != OFF
        ]
    )
