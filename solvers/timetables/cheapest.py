"""The cheapest timetables of a person against prices, by dynamic programming over days.

The state is the automaton's, and one number for all the counters that are watched.
"""

from __future__ import annotations

import threading

import numba
import numpy as np

from solvers.timetables.automaton import Automaton, Bools, Floats, Ints
from solvers.timetables.counting import Watched, day_kinds, digits, size, watch
from solvers.timetables.within import Options, within

#: States of counters, and of counters, automaton and days together, beyond which a
#: counter is not watched.
MOST_COUNTS = 40_000
MOST_STATES = 60_000_000
#: Timetables found at a time, where several are asked for.
SEVERAL = 6


ROOM = threading.local()


def _room(days: int, states: int, numbers: int) -> tuple[Ints, Ints]:
    """Room for how each state was come by, (D, N, U) each; kept by each thread, for it takes
    long to come by."""
    shape, count = (days, states, numbers), days * states * numbers
    if getattr(ROOM, "size", -1) < count:
        ROOM.came, ROOM.used, ROOM.size = np.empty(count, np.int32), np.empty(count, np.int8), count
    return ROOM.came[:count].reshape(shape), ROOM.used[:count].reshape(shape)


class Rules:
    """An automaton over a calendar, and what a search makes of it; for all who share them.

    Attributes
    ----------
    automaton : the rules.
    day_class : (D,) class of each day.
    needed : counters that are watched from the start.
    """

    def __init__(self, automaton: Automaton, day_class: Ints):
        self.automaton, self.day_class = automaton, day_class
        self._kinds = day_kinds(automaton.counters, day_class)
        self._tables: dict[tuple[int, ...], Watched] = {}
        self._following = np.ascontiguousarray(automaton.following)
        self._cost = np.ascontiguousarray(automaton.cost)
        self.needed = self._needed()

    def _needed(self) -> tuple[int, ...]:
        """All but those bounded from above for good alone, unless they are mostly reached, and
        loose ones; as far as they fit, those bounded for good before those at a price."""
        watched: tuple[int, ...] = ()
        counters = list(enumerate(self.automaton.counters))
        for i, c in sorted(counters, key=lambda each: bool(np.isfinite(each[1].above))):
            if not c.loose and (c.least > c.start or np.isfinite(c.above) or c.tight):
                more = tuple(sorted((*watched, i)))
                watched = more if not watched or self.fits(more) else watched
        return watched

    def fits(self, watched: tuple[int, ...]) -> bool:
        """Whether the states are few enough that these make."""
        counters, many = self.automaton.counters, 1
        for digit in digits(counters, watched):
            many *= size(counters, digit)
        most = MOST_STATES // (self.automaton.states * len(self.day_class))
        return many <= min(MOST_COUNTS, most)

    def solve(
        self,
        cost: Floats,
        allowed: Bools,
        watched: tuple[int, ...],
        price: Floats | None = None,
        several: bool = True,
    ) -> tuple[float, list[Ints]]:
        """The least cost, infinite if there is no timetable, and symbols of the cheapest for some
        ends of the counters watched, or for one; with a price on each unit counted, (counters,)."""
        if watched not in self._tables:
            self._tables[watched] = watch(self.automaton, self.day_class, watched)
        table, cost_kind, step_cost = self._tables[watched], self.day_class, self._cost
        if price is not None:
            cost_kind, step_cost = self._kinds.of_day, self._priced(price)
        values, symbols = _cheapest(
            cost,
            allowed,
            self.day_class,
            self._following,
            cost_kind,
            step_cost,
            self.automaton.end,
            table.day_kind,
            table.kind,
            table.shift,
            table.toll,
            table.odd,
            table.odd_from,
            table.odd_to,
            table.odd_cost,
            table.start,
            table.end,
            table.fold,
            table.fold_to,
            table.fold_cost,
            *_room(len(cost), self.automaton.states, len(table.end)),
            SEVERAL if several else 1,
        )
        known = np.isfinite(values)
        return (float(values[0]), list(symbols[known])) if known[0] else (np.inf, [])

    def within(
        self, options: Options, watched: tuple[int, ...], limit: float, most: int
    ) -> Ints | None:
        """The options of every timetable that costs no more than the limit, (timetables, D), what
        counters cost that are not watched left out; None where there are more than so many."""
        if watched not in self._tables:
            self._tables[watched] = watch(self.automaton, self.day_class, watched)
        return within(self.automaton, self.day_class, self._tables[watched], options, limit, most)

    def _priced(self, price: Floats) -> Floats:
        """Cost of each step on each kind of day, (K, N, A)."""
        kinds, (left,) = self._kinds, np.nonzero(price)
        steps, by_kind = self.automaton.steps, kinds.counts[:, left] * price[left]
        priced = np.empty((len(kinds.day_class), *self._cost.shape[1:]))
        for c in np.unique(kinds.day_class):
            (at,) = np.nonzero(kinds.day_class == c)
            priced[at] = self._cost[c] + np.tensordot(by_kind[at], steps[left, c], axes=1)
        return priced


@numba.njit(cache=True, nogil=True)
def _cheapest(
    cost: Floats,
    allowed: Bools,
    day_class: Ints,
    following: Ints,
    cost_kind: Ints,
    step_cost: Floats,
    end: Floats,
    day_kind: Ints,
    kind: Ints,
    shift: Ints,
    toll: Floats,
    odd: Ints,
    odd_from: Ints,
    odd_to: Ints,
    odd_cost: Floats,
    start: int,
    count_end: Floats,
    fold: Ints,
    fold_to: Ints,
    fold_cost: Floats,
    came: Ints,
    used: Ints,
    some: int,
) -> tuple[Floats, Ints]:
    """The cheapest timetable for each of some ends, the cheapest first: (some,) costs, infinite
    where there is none, and (some, D) symbols. Ends differ in their counters. ``came`` and
    ``used`` are room to work in, (D, N, U): how each state was come by."""
    days, many = cost.shape
    states, size = following.shape[1], toll.shape[1]
    # Numbers reached lie within; values are kept of those alone.
    value, low, high = np.full((states, 1), np.inf), start, start + 1
    value[0, 0] = 0.0
    far = 0  # the farthest that a step moves a number
    for k in range(len(shift)):
        far = max(far, shift[k])
    for j in range(len(odd_from)):
        far = max(far, odd_to[j] - odd_from[j])
    for d in range(days):
        base = low
        then = np.full((states, min(size, high + far) - base), np.inf)
        lowest, highest = size, 0
        c, paid, counted = day_class[d], cost_kind[d], day_kind[d]
        for n in range(states):
            row = value[n]
            first, last = high, low
            for u in range(low, high):
                if row[u - base] < np.inf:
                    first = min(first, u)
                    last = u + 1
            if last <= first:
                continue
            for a in range(many):
                m = following[c, n, a]
                if m < 0 or not allowed[d, a]:
                    continue
                k = kind[counted, n, a]
                step = cost[d, a] + step_cost[paid, n, a]
                # Numbers that all move as far: without branches, for many at a time.
                until = min(last, size - shift[k])
                if first < until:
                    low_to, high_to = first + shift[k], until + shift[k]
                    lowest, highest = min(lowest, low_to), max(highest, high_to)
                    before, pay = row[first - base : until - base], toll[k, first:until]
                    best = then[m, low_to - base : high_to - base]
                    code, symbol = came[d, m, low_to:high_to], used[d, m, low_to:high_to]
                    for i in range(until - first):
                        w = before[i] + step + pay[i]
                        better = w < best[i]
                        best[i] = w if better else best[i]
                        code[i] = n * size + first + i if better else code[i]
                        symbol[i] = a if better else symbol[i]
                for j in range(odd[k], odd[k + 1]):
                    u, v = odd_from[j], odd_to[j]
                    if u < first or u >= last or row[u - base] == np.inf:
                        continue
                    w = row[u - base] + step + odd_cost[j]
                    if w < then[m, v - base]:
                        then[m, v - base] = w
                        came[d, m, v] = n * size + u
                        used[d, m, v] = a
                        lowest, highest = min(lowest, v), max(highest, v + 1)
        if highest <= lowest:  # nothing goes on
            value, low, high = np.full((states, 1), np.inf), start, start + 1
            break
        value, low, high = then[:, lowest - base : highest - base].copy(), lowest, highest
        if fold[d] >= 0:
            to, pay = fold_to[fold[d]], fold_cost[fold[d]]
            value, low, high = _fold(value, came[d], used[d], low, to, pay)
    ends, least = np.empty(size, np.int64), np.full(size, np.inf)
    for u in range(low, high):
        for n in range(states):
            w = value[n, u - low] + end[n] + count_end[u]
            if w < least[u]:
                least[u] = w
                ends[u] = n
    costs, symbols = np.full(some, np.inf), np.zeros((some, days), np.int64)
    for i in range(min(some, size)):
        u = int(np.argmin(least))
        if least[u] == np.inf:
            break
        costs[i] = least[u]
        least[u] = np.inf
        code = ends[u] * size + u
        for d in range(days - 1, -1, -1):
            symbols[i, d] = used[d, code // size, code % size]
            code = came[d, code // size, code % size]
    return costs, symbols


@numba.njit(cache=True, nogil=True)
def _fold(
    value: Floats, came: Ints, used: Ints, low: int, to: Ints, pay: Floats
) -> tuple[Floats, int, int]:
    """Fold the counters of each state after a day: of all numbers that become one the cheapest
    stays, and how it was come by. ``value`` is of the numbers from ``low`` on; the same comes
    back, with the first number and that past the last."""
    high = low + value.shape[1]
    lowest, highest = to[low], to[low] + 1
    for u in range(low, high):
        lowest, highest = min(lowest, to[u]), max(highest, to[u] + 1)
    folded = np.full((value.shape[0], highest - lowest), np.inf)
    best = np.empty(highest - lowest, np.int64)
    for n in range(value.shape[0]):
        for u in range(low, high):
            w, v = value[n, u - low] + pay[u], to[u] - lowest
            if w < folded[n, v]:
                folded[n, v] = w
                best[v] = u
        before, how = came[n].copy(), used[n].copy()
        for v in range(highest - lowest):
            if folded[n, v] < np.inf:
                came[n, lowest + v] = before[best[v]]
                used[n, lowest + v] = how[best[v]]
    return folded, lowest, highest
