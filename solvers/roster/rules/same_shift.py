"""How many days in a row somebody works the same shift.

As ``runs``, for each shift by itself: a run ends where another shift or a day off follows.
"""

from __future__ import annotations

import numpy as np

from solvers.roster.problem import CLASSES, OFF, Ints, Range, RosterProblem
from solvers.roster.rules.ranges import Found, measured, place, runs, together
from solvers.timetables.automaton import FORBIDDEN, REST, Automaton

NAME = "days in a row on the same shift"

#: A state: the symbol, for how many days, and whether it may end early.
State = tuple[int, int, bool]


def states(problem: RosterProblem, person: int) -> Automaton | None:
    limits = problem.terms[person].same_shift
    if all(limit == Range() for limit in limits):
        return None
    start = _start(problem, person)
    number, todo = {start: 0}, [start]
    many = len(problem.shifts) + 1
    following, cost = [], []
    for state in todo:
        to, pay = np.full(many, FORBIDDEN, np.int64), np.zeros(many)
        for a in range(many):
            price, target = _step(state, a, limits)
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


def _step(state: State, symbol: int, limits: tuple[Range, ...]) -> tuple[float, State]:
    last, length, free = state
    if symbol == last and symbol != REST:
        limit = limits[symbol - 1]
        beyond = limit.most is not None and length >= limit.most
        return limit.above if beyond else 0.0, (symbol, _capped(length + 1, limit), free)
    price = 0.0
    if last != REST and not free:
        short = max(0, limits[last - 1].least - length)
        price = short * limits[last - 1].below if short else 0.0
    if symbol == REST:
        return price, (REST, 0, False)
    touches = last == REST and free  # the first day, and nobody knows what went before
    return price, (symbol, _capped(1, limits[symbol - 1]), touches)


def _capped(length: int, limit: Range) -> int:
    return min(length, max(limit.least, 1 if limit.most is None else limit.most))


def _start(problem: RosterProblem, person: int) -> State:
    terms = problem.terms[person]
    if terms.history is None:
        return (REST, 0, True)
    if terms.history.shift is None:
        return (REST, 0, False)
    limit = terms.same_shift[terms.history.shift]
    return (terms.history.shift + 1, _capped(terms.history.same_shift, limit), False)


def check(problem: RosterProblem, person: int, shifts: Ints) -> Found:
    terms, found = problem.terms[person], []
    history = terms.history
    before = OFF if history is None or history.shift is None else history.shift
    days = 0 if history is None else history.same_shift
    stretches = runs(shifts)
    if before != OFF and before != stretches[0][0]:
        stretches = [(before, 0, 0), *stretches]  # it ended with the day before the first
    for shift, first, last in stretches:
        if shift == OFF or not terms.same_shift:
            continue
        limit = terms.same_shift[shift]
        earlier = days if first == 0 and before == shift else 0
        length = last - first + earlier
        excess = 0
        if limit.most is not None:
            excess = max(0, length - limit.most) - max(0, earlier - limit.most)
        open_ended = last == len(shifts) or (first == 0 and history is None)
        missing = 0 if open_ended else max(0, limit.least - length)
        what = f"{place(problem, person, first)}, {problem.shifts[shift]}"
        found.append(measured(NAME, what, missing, excess, limit, "days"))
    return together(found)
