"""How many days in a row somebody works, or is off.

A run may be too long or too short, at a cost for each day or not at all. Of a run begun
before the first day, its days before count; too many of them are not charged again. One
that goes on after the last day may yet become long enough. Without a history the same
goes for one that touches the first day.
"""

from __future__ import annotations

from solvers.roster.problem import CLASSES, Ints, Range, RosterProblem
from solvers.roster.rules.ranges import (
    Found,
    capped,
    place,
    stretches,
    together,
    too_long,
    too_short,
    worked,
)
from solvers.timetables.automaton import REST, Automaton, explored

NAME = "days in a row"

#: Work (1) or rest (0), for how many days, and whether it may end early.
State = tuple[int, int, bool]


def states(problem: RosterProblem, person: int) -> Automaton | None:
    terms = problem.terms[person]
    if terms.work == Range() and terms.rest == Range():
        return None
    limits = {1: terms.work, 0: terms.rest}

    def step(state: State, symbol: int) -> tuple[float, State]:
        kind, length, free = state
        now = int(symbol != REST)
        if now == kind:
            return too_long(length, limits[now]), (kind, capped(length + 1, limits[now]), free)
        # A run of no days, before a first day of which nothing is said, is no run.
        price = 0.0 if free or not length else too_short(length, limits[kind])
        # What touches the first day is free too where nobody knows what went before.
        return price, (now, 1, free and length == 0)

    return explored(_start(problem, person), step, CLASSES, len(problem.shifts) + 1)


def _start(problem: RosterProblem, person: int) -> State:
    """Without a history, off for nobody knows how long."""
    terms = problem.terms[person]
    if terms.history is None:
        return (0, 0, True)
    kind, length = _before(problem, person) or (0, 0)
    return (kind, capped(length, terms.work if kind else terms.rest), False)


def _before(problem: RosterProblem, person: int) -> tuple[int, int] | None:
    """What the day before the first was, and for how long; None where nobody knows."""
    history = problem.terms[person].history
    if history is None:
        return None
    return (1, history.work) if history.work else (0, history.rest)


def check(problem: RosterProblem, person: int, shifts: Ints) -> Found:
    terms = problem.terms[person]
    return together(
        [
            stretch.measured(
                NAME,
                f"{place(problem, person, stretch.first)}, {'work' if stretch.mark else 'rest'}",
                terms.work if stretch.mark else terms.rest,
            )
            for stretch in stretches(worked(shifts), _before(problem, person))
        ]
    )
