"""The cheapest timetable of a person against prices, by dynamic programming over days.

The state is the automaton's and the counters' that are watched. Watching every counter
is exact, and may take too many states. A counter that has an upper bound alone is left
out until a timetable breaks it (decremental state-space relaxation): leaving it out can
only make timetables cheaper, so what comes out is a bound either way.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numba
import numpy as np
import numpy.typing as npt

from solvers.timetables.automaton import FORBIDDEN, Automaton, Floats, Ints, ends, follow

Bools = npt.NDArray[np.bool_]

#: States of counters, and of counters, automaton and days together, beyond which a
#: counter is not watched.
MOST_COUNTS = 40_000
MOST_STATES = 60_000_000
#: Timetables found at a time.
ENDS = 6
#: Tries of prices on counters left out, where the bound need not be exact, and where it
#: should be as good as can be; the first step of a price, in mean costs of a symbol.
TRIES, EXACT_TRIES = 4, 25
STEP = 0.5


@dataclass(frozen=True)
class Watched:
    """Counters watched, as one number ``U``: what each kind of step makes of it.

    Attributes
    ----------
    kind : (C, N, A) which of the distinct steps it is.
    following : (kinds, U) next number, negative where a bound would be broken.
    cost : (kinds, U) of what goes beyond a bound that may be broken.
    start : the number before the first day.
    end : (U,) cost at the end.
    """

    kind: Ints
    following: Ints
    cost: Floats
    start: int
    end: Floats


@dataclass
class Pricer:
    """Finds a person's cheapest timetables.

    Attributes
    ----------
    automaton : the person's rules.
    day_class : (D,) class of each day.
    allowed : (D, A) symbols that the person may have on each day.
    watched : counters in the state; grows.
    """

    automaton: Automaton
    day_class: Ints
    allowed: Bools
    watched: tuple[int, ...] = ()
    _tables: dict[tuple[int, ...], Watched] = field(default_factory=dict)

    def __post_init__(self) -> None:
        counters = self.automaton.counters
        needed = [
            i
            for i, c in enumerate(counters)
            if c.least > c.start or np.isfinite(c.above) or c.tight
        ]
        self.watched = tuple(needed)
        self._price = np.zeros(len(counters))
        self._none = np.zeros(self.automaton.cost.shape)

    def best(self, cost: Floats, exact: bool = True) -> tuple[float, list[Ints]]:
        """A lower bound on any timetable's cost, and cheap timetables, the cheapest first.

        ``cost`` is of each symbol on each day, (D, A). Exact, the bound is the cost of the
        first, unless its counters take too many states; otherwise counters are left out as
        long as any timetable found keeps them. No timetable where none is found, and the
        bound is infinite where there is none.
        """
        while True:
            value, found = self._solve(cost, self.watched, self._none)
            if not found:
                return np.inf, []
            broken = [self._broken(symbols) for symbols in found]
            kept = [symbols for symbols, bad in zip(found, broken, strict=True) if not bad]
            if not broken[0] or (kept and not exact):
                return value, kept
            more = (*self.watched, broken[0][0])
            fits = self._size(more) <= self._most()
            if not exact or not fits:
                priced, others = self._priced(cost, EXACT_TRIES if exact else TRIES)
                if others or not fits:
                    return max(value, priced), [*others, *kept]
            self.watched = more

    def _priced(self, cost: Floats, tries: int) -> tuple[float, list[Ints]]:
        """A bound and timetables with every counter that is left out at a price.

        A price on each unit of a counter, less that of all units allowed, makes timetables
        that keep the counter no dearer (Lagrange), so each try gives a bound. Prices rise
        where the cheapest breaks a counter and fall where it has room; they are kept for the
        next time.
        """
        counters = self.automaton.counters
        left = [i for i in range(len(counters)) if i not in self.watched]
        most = np.array([counters[i].ceiling for i in left])
        room = most - np.array([counters[i].start for i in left])
        size = float(np.abs(cost[:, 1:][self.allowed[:, 1:]]).mean()) or 1.0
        best, kept = -np.inf, list[Ints]()
        for k in range(tries):
            extra = np.tensordot(self._price[left], self.automaton.steps[left], axes=1)
            value, found = self._solve(cost, self.watched, extra)
            if not found:
                return np.inf, []
            best = max(best, value - float(self._price[left] @ room))
            counts = [follow(self.automaton, self.day_class, x).counts[left] for x in found]
            over = np.array(counts) - most
            kept += [x for x, o in zip(found, over, strict=True) if (o <= 0).all()]
            if (over[0] <= 0).all() and (self._price[left] * over[0] > -1e-9).all():
                break  # keeps every counter, and pays for none that has room: nothing is better
            step = STEP * size / (1.0 + k)
            self._price[left] = np.maximum(0.0, self._price[left] + step * np.sign(over[0]))
        return best, kept

    def _broken(self, symbols: Ints) -> list[int]:
        """Counters not watched whose bound a timetable breaks."""
        counts = follow(self.automaton, self.day_class, symbols).counts
        counters = self.automaton.counters
        return [
            i
            for i, count in enumerate(counts)
            if i not in self.watched and np.isinf(ends([counters[i]], counts[i : i + 1]))
        ]

    def _size(self, watched: tuple[int, ...]) -> int:
        return int(np.prod([self.automaton.counters[i].most + 1 for i in watched]))

    def _most(self) -> int:
        return min(MOST_COUNTS, MOST_STATES // (self.automaton.states * len(self.day_class)))

    def _solve(
        self, cost: Floats, watched: tuple[int, ...], extra: Floats
    ) -> tuple[float, list[Ints]]:
        if watched not in self._tables:
            self._tables[watched] = _watch(self.automaton, watched)
        table = self._tables[watched]
        values, symbols = _cheapest(
            cost,
            self.allowed,
            self.day_class,
            self.automaton.following,
            self.automaton.cost + extra,
            self.automaton.end,
            table.kind,
            table.following,
            table.cost,
            table.start,
            table.end,
        )
        known = np.isfinite(values)
        return (float(values[0]), list(symbols[known])) if known[0] else (np.inf, [])


def _watch(automaton: Automaton, watched: tuple[int, ...]) -> Watched:
    """The joint number of counters: mixed radix, each from nothing to the most it may be;
    what may go beyond stays at the most and pays as it goes."""
    steps = automaton.steps[list(watched)].reshape(len(watched), automaton.following.size)
    kinds, kind = np.unique(steps, axis=1, return_inverse=True)
    following, cost = np.zeros((kinds.shape[1], 1), np.int64), np.zeros((kinds.shape[1], 1))
    start, end = 0, np.zeros(1)
    for counter, adds in zip((automaton.counters[i] for i in watched), kinds, strict=True):
        size = counter.most + 1
        after = np.arange(size)[None, :] + adds[:, None]
        excess = np.maximum(after - counter.most, 0)
        to, pay = np.minimum(after, counter.most), np.zeros(after.shape)
        if np.isinf(counter.above):
            to[excess > 0] = FORBIDDEN
        else:
            pay = excess * counter.above
        short = np.arange(size) < counter.least
        last = np.zeros(size)
        last[short] = (counter.least - np.arange(size))[short] * counter.below
        closed = (following[:, :, None] < 0) | (to[:, None, :] < 0)
        joint = following[:, :, None] * size + to[:, None, :]
        following = np.where(closed, FORBIDDEN, joint).reshape(len(to), -1)
        cost = (cost[:, :, None] + pay[:, None, :]).reshape(len(to), -1)
        end = (end[:, None] + last[None, :]).reshape(-1)
        start = start * size + min(counter.start, counter.most)
    return Watched(kind.reshape(automaton.following.shape), following, cost, start, end)


@numba.njit(cache=True, nogil=True)
def _cheapest(
    cost: Floats,
    allowed: Bools,
    day_class: Ints,
    following: Ints,
    step_cost: Floats,
    end: Floats,
    kind: Ints,
    counts: Ints,
    count_cost: Floats,
    start: int,
    count_end: Floats,
) -> tuple[Floats, Ints]:
    """The cheapest timetable for each of some ends, the cheapest first: (ENDS,) costs, infinite
    where there is none, and (ENDS, D) symbols. Ends differ in their counters."""
    days, many = cost.shape
    states, size = following.shape[1], counts.shape[1]
    value = np.full((states, size), np.inf)
    value[0, start] = 0.0
    came = np.empty((days, states, size), np.int32)
    used = np.empty((days, states, size), np.int8)
    low, high = start, start + 1  # counters reached lie within
    for d in range(days):
        then = np.full((states, size), np.inf)
        lowest, highest = size, 0
        c = day_class[d]
        for n in range(states):
            row = value[n]
            first, last = high, low
            for u in range(low, high):
                if row[u] < np.inf:
                    first = min(first, u)
                    last = u + 1
            if last <= first:
                continue
            for a in range(many):
                m = following[c, n, a]
                if m < 0 or not allowed[d, a]:
                    continue
                k = kind[c, n, a]
                step = cost[d, a] + step_cost[c, n, a]
                for u in range(first, last):
                    if row[u] == np.inf:
                        continue
                    v = counts[k, u]
                    if v < 0:
                        continue
                    w = row[u] + step + count_cost[k, u]
                    if w < then[m, v]:
                        then[m, v] = w
                        came[d, m, v] = n * size + u
                        used[d, m, v] = a
                        lowest, highest = min(lowest, v), max(highest, v + 1)
        value, low, high = then, lowest, highest
    ends, least = np.empty(size, np.int64), np.full(size, np.inf)
    for u in range(size):
        for n in range(states):
            w = value[n, u] + end[n] + count_end[u]
            if w < least[u]:
                least[u] = w
                ends[u] = n
    costs, symbols = np.full(ENDS, np.inf), np.zeros((ENDS, days), np.int64)
    for i in range(min(ENDS, size)):
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
