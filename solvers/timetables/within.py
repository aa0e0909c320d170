"""Every timetable of a person that costs no more than so much against prices.

What remains to be paid from each state to the end is found first, from the last day back;
then timetables are followed from the first day, and none that must cost too much is begun.
"""

from __future__ import annotations

from dataclasses import dataclass

import numba
import numpy as np

from solvers.timetables.automaton import Automaton, Floats, Ints
from solvers.timetables.counting import Watched

#: States, counters and days together beyond which nothing is listed.
MOST_STATES = 40_000_000
#: What costs may differ by, for being added in another order.
SAME = 1e-6


@dataclass(frozen=True)
class Options:
    """What may be done on each day, those of day ``d`` from ``first[d]`` up to ``first[d + 1]``.

    Attributes
    ----------
    first : (D + 1,).
    symbol, cost : (options,) of each.
    """

    first: Ints
    symbol: Ints
    cost: Floats


def within(
    automaton: Automaton,
    day_class: Ints,
    table: Watched,
    options: Options,
    limit: float,
    most: int,
) -> Ints | None:
    """The options of each day, (timetables, D), of every timetable that costs no more than the
    limit; None where there are more than so many, or too many states to look through."""
    days, size = len(day_class), len(table.end)
    if (days + 1) * automaton.states * size > MOST_STATES:
        return None
    moves = (
        options.first,
        options.symbol,
        options.cost,
        day_class,
        np.ascontiguousarray(automaton.following),
        np.ascontiguousarray(automaton.cost),
        table.day_kind,
        table.kind,
        *_dense(table),
        table.fold,
        table.fold_to,
        table.fold_cost,
    )
    left = _left(*moves, automaton.end, table.end)
    found, count = _listed(*moves, left, table.start, limit + SAME, most)
    return None if count > most else found[:count]


def _dense(table: Watched) -> tuple[Ints, Floats]:
    """What each kind of step makes of each number, and at what cost, (kinds, U) each."""
    kinds, size = table.toll.shape
    to = np.clip(np.arange(size) + table.shift[:, None], 0, size - 1)
    past = np.arange(size) + table.shift[:, None] >= size
    pay = np.where(past, np.inf, table.toll)
    for k in range(kinds):
        odd = slice(table.odd[k], table.odd[k + 1])
        to[k, table.odd_from[odd]] = table.odd_to[odd]
        pay[k, table.odd_from[odd]] = table.odd_cost[odd]
    return to, pay


@numba.njit(cache=True, nogil=True)
def _left(
    first: Ints,
    symbol: Ints,
    option_cost: Floats,
    day_class: Ints,
    following: Ints,
    step_cost: Floats,
    day_kind: Ints,
    kind: Ints,
    to: Ints,
    pay: Floats,
    fold: Ints,
    fold_to: Ints,
    fold_cost: Floats,
    end: Floats,
    count_end: Floats,
) -> Floats:
    """The least still to be paid before each day, and after the last, (D + 1, N, U)."""
    days, states, size = len(day_class), following.shape[1], len(count_end)
    left = np.full((days + 1, states, size), np.inf)
    for n in range(states):
        for u in range(size):
            left[days, n, u] = end[n] + count_end[u]
    for d in range(days - 1, -1, -1):
        c, counted = day_class[d], day_kind[d]
        for n in range(states):
            for o in range(first[d], first[d + 1]):
                a = symbol[o]
                m = following[c, n, a]
                if m < 0:
                    continue
                k, step = kind[counted, n, a], option_cost[o] + step_cost[c, n, a]
                for u in range(size):
                    v, w = to[k, u], step + pay[k, u]
                    if fold[d] >= 0:
                        w += fold_cost[fold[d], v]
                        v = fold_to[fold[d], v]
                    left[d, n, u] = min(left[d, n, u], w + left[d + 1, m, v])
    return left


@numba.njit(cache=True, nogil=True)
def _listed(
    first: Ints,
    symbol: Ints,
    option_cost: Floats,
    day_class: Ints,
    following: Ints,
    step_cost: Floats,
    day_kind: Ints,
    kind: Ints,
    to: Ints,
    pay: Floats,
    fold: Ints,
    fold_to: Ints,
    fold_cost: Floats,
    left: Floats,
    start: int,
    limit: float,
    most: int,
) -> tuple[Ints, int]:
    """Options of each day of every timetable within the limit, and how many there are; beyond
    the most nothing more is looked for."""
    days = len(day_class)
    room, count = 64, 0
    found = np.empty((room, days), np.int64)
    # One entry for each day begun: the next option to try, state, number and what is paid.
    option, state = np.empty(days + 1, np.int64), np.empty(days + 1, np.int64)
    number, paid = np.empty(days + 1, np.int64), np.empty(days + 1)
    option[0], state[0], number[0], paid[0] = first[0], 0, start, 0.0
    d = 0
    while d >= 0:
        if d == days:
            if count == most:
                return found, most + 1
            if count == room:
                room *= 2
                more = np.empty((room, days), np.int64)
                more[:count] = found
                found = more
            for day in range(days):
                found[count, day] = option[day] - 1
            count += 1
            d -= 1
            continue
        if option[d] == first[d + 1]:
            d -= 1
            continue
        o = option[d]
        option[d] += 1
        c, n, u = day_class[d], state[d], number[d]
        m = following[c, n, symbol[o]]
        if m < 0:
            continue
        k = kind[day_kind[d], n, symbol[o]]
        v, w = to[k, u], paid[d] + option_cost[o] + step_cost[c, n, symbol[o]] + pay[k, u]
        if fold[d] >= 0:
            w += fold_cost[fold[d], v]
            v = fold_to[fold[d], v]
        if w + left[d + 1, m, v] > limit:
            continue
        d += 1
        state[d], number[d], paid[d] = m, v, w
        if d < days:
            option[d] = first[d]
    return found, count
