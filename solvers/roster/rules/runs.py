"""How many days in a row somebody works, or is off.

A run may be too long or too short, at a cost for each day or not at all. Of a run begun
before the first day, its days before count; too many of them are not charged again. One
that goes on after the last day may yet become long enough. Without a history the same
goes for one that touches the first day.
"""

from __future__ import annotations

import numpy as np

from solvers.roster.problem import CLASSES, Ints, Range, RosterProblem
from solvers.roster.rules.ranges import Found, measured, place, runs, together, worked
from solvers.timetables.automaton import FORBIDDEN, REST, Automaton

NAME = "days in a row"


def states(problem: RosterProblem, person: int) -> Automaton | None:
    """The state is what is run, for how many days (beyond what matters: that many), and
    whether it may end early."""
    terms = problem.terms[person]
    if terms.work == Range() and terms.rest == Range():
        return None
    start = _start(problem, person)
    limits = {1: terms.work, 0: terms.rest}
    number: dict[tuple[int, int, bool], int] = {start: 0}
    todo = [start]
    many = len(problem.shifts) + 1
    following, cost = [], []
    for kind, length, free in todo:
        to, pay = np.full(many, FORBIDDEN, np.int64), np.zeros(many)
        for a in range(many):
            step = 0 if a == REST else 1
            price, target = _step((kind, length, free), step, limits)
            if np.isinf(price):
                continue
            if target not in number:
                number[target] = len(todo)
                todo.append(target)
            to[a], pay[a] = number[target], price
        following.append(to)
        cost.append(pay)
    shape = (CLASSES, len(todo), many)
    return Automaton(
        np.broadcast_to(np.array(following), shape),
        np.broadcast_to(np.array(cost), shape),
        np.zeros(len(todo)),
    )


def _step(
    state: tuple[int, int, bool], step: int, limits: dict[int, Range]
) -> tuple[float, tuple[int, int, bool]]:
    """Cost of a day of work (1) or rest (0), and the state after it."""
    kind, length, free = state
    if step == kind:
        most = limits[kind].most
        beyond = most is not None and length >= most
        return limits[kind].above if beyond else 0.0, (
            kind,
            _capped(length + 1, limits[kind]),
            free,
        )
    short = 0 if free or length == 0 else max(0, limits[kind].least - length)
    price = short * limits[kind].below if short else 0.0
    # What touches the first day is free too where nobody knows what went before.
    return price, (step, _capped(1, limits[step]), free and length == 0)


def _capped(length: int, limit: Range) -> int:
    return min(length, max(limit.least, 1 if limit.most is None else limit.most))


def _start(problem: RosterProblem, person: int) -> tuple[int, int, bool]:
    """Without a history, off for nobody knows how long."""
    history, terms = problem.terms[person].history, problem.terms[person]
    if history is None:
        return (0, 0, True)
    kind = 1 if history.work else 0
    limit = terms.work if kind else terms.rest
    return (kind, _capped(history.work or history.rest, limit), False)


def check(problem: RosterProblem, person: int, shifts: Ints) -> Found:
    terms, found = problem.terms[person], []
    history = terms.history
    before = (1, history.work) if history and history.work else (0, history.rest if history else 0)
    stretches = runs(worked(shifts))
    if history is not None and before[1] and before[0] != stretches[0][0]:
        stretches = [(before[0], 0, 0), *stretches]  # it ended with the day before the first
    for mark, first, last in stretches:
        limit = terms.work if mark else terms.rest
        earlier = before[1] if first == 0 and before[0] == mark else 0
        length = last - first + earlier
        excess = 0
        if limit.most is not None:
            excess = max(0, length - limit.most) - max(0, earlier - limit.most)
        open_ended = last == len(shifts) or (first == 0 and history is None)
        missing = 0 if open_ended else max(0, limit.least - length)
        what = f"{place(problem, person, first)}, {'work' if mark else 'rest'}"
        found.append(measured(NAME, what, missing, excess, limit, "days"))
    return together(found)
