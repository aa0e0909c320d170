"""Changes of a few days of one person or two, by chance: what each costs, and which are made.

A change exchanges the days of two persons, or days of one person with other days of the same,
or gives a person one duty for some days. It costs what it takes to walk the automaton from its
first day until the state is as it was, and what cover costs more.
"""

from __future__ import annotations

from typing import NamedTuple

import numba
import numpy as np
import numpy.typing as npt

from solvers.timetables.automaton import Bools, Ints
from solvers.timetables.steps import Small, Steps, Walks

#: Days of a change at most, and how often it is one.
LONGEST, ONE_DAY = 14, 0.4
#: How often days of two persons are exchanged, and days of one.
TWO, SAME = 0.8, 0.05
#: Of 64 random bits as many as a float can hold.
UNIT = 1.0 / 2**53
#: What is no cost.
SLIGHT = 1e-9


Seed = npt.NDArray[np.uint64]


class Standing(NamedTuple):
    """What everybody has.

    Attributes
    ----------
    option : (P, D) of each day.
    state : (P, D + 1) of the person's automaton before each day, and after the last.
    counted : (P, most counters) what is counted.
    """

    option: Ints
    state: Small
    counted: Ints


class Draft(NamedTuple):
    """Room for a change of two persons at most, the first and the second.

    Attributes
    ----------
    plan : (2, D) options, on the days changed.
    state : (2, D + 1) states with it.
    added : (2, most counters) what is counted more.
    row, by : rows changed one after the other, and by how much.
    """

    plan: Ints
    state: Small
    added: Ints
    row: Ints
    by: Ints


def drafted(steps: Steps, counters: int) -> Draft:
    days, most = steps.price.shape[1], int(np.diff(steps.row_first).max(initial=0))
    changes = np.zeros((2, 4 * days * most), np.int64)
    return Draft(
        np.zeros((2, days), np.int64),
        np.zeros((2, days + 1), np.int32),
        np.zeros((2, counters), np.int64),
        *changes.copy(),
    )


@numba.njit(cache=True, nogil=True)
def _bits(seed: Seed) -> np.uint64:
    """The next of xorshift64 (Marsaglia 2003)."""
    x = seed[0]
    x ^= x << np.uint64(13)
    x ^= x >> np.uint64(7)
    x ^= x << np.uint64(17)
    seed[0] = x
    return x


@numba.njit(cache=True, nogil=True)
def _below(seed: Seed, many: int) -> int:
    """A whole number from nothing up to below so many."""
    return int(np.int64(((_bits(seed) >> np.uint64(33)) * np.uint64(many)) >> np.uint64(31)))


@numba.njit(cache=True, nogil=True)
def _chance(seed: Seed) -> float:
    """A number from nothing up to below one."""
    return float(_bits(seed) >> np.uint64(11)) * UNIT


@numba.njit(cache=True, nogil=True)
def _owed(walks: Walks, counter: int, count: int) -> float:
    """What a counter costs that ends so."""
    missing = walks.bounds[counter, 0] - count
    if missing > 0:
        return walks.prices[counter, 0] * missing
    excess = count - walks.bounds[counter, 1]
    if excess > 0:
        return walks.prices[counter, 1] * excess
    return 0.0


@numba.njit(cache=True, nogil=True)
def walked(walks: Walks, steps: Steps, standing: Standing) -> float:
    """What all timetables cost by themselves, infinite where one is not allowed; fills the states,
    and what is counted."""
    option, state, count = standing
    cost, days = 0.0, option.shape[1]
    for p in range(option.shape[0]):
        states, symbols, counters = walks.shape[walks.rule[p]]
        base, ends, sums = walks.first[walks.rule[p]]
        state[p, 0] = 0
        for i in range(counters):
            count[p, i] = walks.start[sums + i]
        for d in range(days):
            place = (walks.day_class[d] * states + state[p, d]) * symbols
            at = base + place + steps.symbol[p, option[p, d]]
            if walks.following[at] < 0:
                return np.inf
            cost += walks.cost[at] + steps.price[p, d, option[p, d]]
            for i in range(counters):
                if walks.span[sums + i, 0] <= d <= walks.span[sums + i, 1]:
                    count[p, i] += walks.adds[walks.kind[at], i]
            state[p, d + 1] = walks.following[at]
        cost += walks.end[ends + state[p, days]]
        for i in range(counters):
            cost += _owed(walks, sums + i, count[p, i])
    return cost


@numba.njit(cache=True, nogil=True)
def _walk(
    walks: Walks,
    steps: Steps,
    standing: Standing,
    draft: Draft,
    which: int,
    p: int,
    first: int,
    stop: int,
) -> tuple[float, int]:
    """What a person costs more by what is drafted from the first day to before the stop, infinite
    where it is not allowed, and the day before which the state is as it was; fills the draft's
    states, and what is counted more."""
    option, state = standing.option[p], standing.state[p]
    plan, now, added = draft.plan[which], draft.state[which], draft.added[which]
    states, symbols, counters = walks.shape[walks.rule[p]]
    base, ends, sums = walks.first[walks.rule[p]]
    days = len(option)
    added[:] = 0
    more, d = 0.0, first
    now[d] = state[d]
    while d < days and (d < stop or now[d] != state[d]):
        new = plan[d] if d < stop else option[d]
        place = base + walks.day_class[d] * states * symbols
        at = place + now[d] * symbols + steps.symbol[p, new]
        if walks.following[at] < 0:
            return np.inf, d
        was = place + state[d] * symbols + steps.symbol[p, option[d]]
        more += walks.cost[at] - walks.cost[was]
        if new != option[d]:
            more += steps.price[p, d, new] - steps.price[p, d, option[d]]
        if walks.kind[at] != walks.kind[was]:
            for i in range(counters):
                if walks.span[sums + i, 0] <= d <= walks.span[sums + i, 1]:
                    added[i] += walks.adds[walks.kind[at], i] - walks.adds[walks.kind[was], i]
        d += 1
        now[d] = walks.following[at]
    if d == days:
        more += walks.end[ends + now[d]] - walks.end[ends + state[d]]
    for i in range(counters):
        if added[i] != 0:
            count = standing.counted[p, i]
            after = _owed(walks, sums + i, count + added[i])
            if after == np.inf:
                return np.inf, d
            more += after - _owed(walks, sums + i, count)
    return more, d


@numba.njit(cache=True, nogil=True)
def _row(steps: Steps, row: int, there: int) -> float:
    """What a cover row costs with so many there."""
    missing = steps.wanted[row] - there
    if missing <= 0:
        return -steps.over[row] * missing
    deep = max(0, steps.least[row] - there)
    return steps.under[row] * missing + (steps.below[row] - steps.under[row]) * deep


@numba.njit(cache=True, nogil=True)
def _cover(
    steps: Steps,
    standing: Standing,
    draft: Draft,
    which: int,
    p: int,
    first: int,
    stop: int,
    covered: Ints,
    many: int,
) -> tuple[float, int]:
    """What cover costs more by what is drafted for a person, and is from now on; notes the rows
    changed after so many."""
    option, plan, more = standing.option[p], draft.plan[which], 0.0
    for d in range(first, stop):
        if plan[d] == option[d]:
            continue
        for sign in (-1, 1):
            at = d * steps.symbol.shape[1] + (plan[d] if sign > 0 else option[d])
            for k in range(steps.row_first[at], steps.row_first[at + 1]):
                r = steps.row[k]
                n = sign * steps.weight[p, r]
                if n != 0:
                    more += _row(steps, r, covered[r] + n) - _row(steps, r, covered[r])
                    covered[r] += n
                    draft.row[many], draft.by[many] = r, n
                    many += 1
    return more, many


@numba.njit(cache=True, nogil=True)
def _allowed(steps: Steps, p: int, first: int, stop: int, plan: Ints) -> bool:
    """Whether the person may have each option that is planned, by itself."""
    for d in range(first, stop):  # noqa: SIM110 - compiled
        if steps.price[p, d, plan[d]] == np.inf:
            return False
    return True


@numba.njit(cache=True, nogil=True)
def _trimmed(option: Ints, plan: Ints, first: int, stop: int) -> tuple[int, int]:
    """The days on which a plan is not what there is, from the first of them to after the last."""
    while first < stop and plan[first] == option[first]:
        first += 1
    while stop > first and plan[stop - 1] == option[stop - 1]:
        stop -= 1
    return first, stop


@numba.njit(cache=True, nogil=True)
def _draw(
    steps: Steps, option: Ints, plan: Ints, some: Ints, mine: Bools, seed: Seed
) -> tuple[int, int, int, int]:
    """A change by chance: the person, the other or -1, and its first day and the one after its
    last, the same where there is none; fills what is planned for both."""
    days = option.shape[1]
    p, q = some[_below(seed, len(some))], -1
    first = _below(seed, days)
    length = 1 if _chance(seed) < ONE_DAY else 2 + _below(seed, LONGEST - 1)
    stop, way = min(days, first + length), _chance(seed)
    if way < TWO:
        many = steps.partner_first[p + 1] - steps.partner_first[p]
        if many == 0:
            return p, q, 0, 0
        q = steps.partner[steps.partner_first[p] + _below(seed, many)]
        if not mine[q]:
            return p, q, 0, 0
        plan[0, first:stop] = option[q, first:stop]
        plan[1, first:stop] = option[p, first:stop]
    elif way < TWO + SAME:
        apart = 1 + _below(seed, LONGEST)
        length = min(stop - first, apart)
        stop = first + apart + length
        if stop > days:
            return p, q, 0, 0
        plan[0, first:stop] = option[p, first:stop]
        for d in range(first, first + length):
            plan[0, d] = option[p, d + apart]
            plan[0, d + apart] = option[p, d]
    else:
        many = steps.own_first[p + 1] - steps.own_first[p]
        plan[0, first:stop] = steps.own[steps.own_first[p] + _below(seed, many)]
    first, stop = _trimmed(option[p], plan[0], first, stop)
    if not _allowed(steps, p, first, stop, plan[0]):
        return p, q, 0, 0
    if q >= 0 and not _allowed(steps, q, first, stop, plan[1]):
        return p, q, 0, 0
    return p, q, first, stop


@numba.njit(cache=True, nogil=True)
def _make(
    standing: Standing, draft: Draft, which: int, p: int, first: int, stop: int, last: int
) -> None:
    """A person has what was drafted; the state is as it was before the last day."""
    standing.option[p, first:stop] = draft.plan[which, first:stop]
    standing.state[p, first : last + 1] = draft.state[which, first : last + 1]
    standing.counted[p] += draft.added[which]


@numba.njit(cache=True, nogil=True)
def change(
    walks: Walks,
    steps: Steps,
    standing: Standing,
    draft: Draft,
    some: Ints,
    mine: Bools,
    covered: Ints,
    seed: Seed,
    heat: float,
    tries: int,
) -> float:
    """Try so many changes of some persons, (n,) of whom ``mine``, (P,), tells, and make those that
    cost no more than the heat lets them by chance; what timetables cost more by themselves.

    What others have is neither read nor changed. ``seed``: (1,) of the next chance.
    """
    total = 0.0
    for _ in range(tries):
        p, q, first, stop = _draw(steps, standing.option, draft.plan, some, mine, seed)
        if first == stop:
            continue
        own, last = _walk(walks, steps, standing, draft, 0, p, first, stop)
        if own == np.inf:
            continue
        end = 0
        if q >= 0:
            more, end = _walk(walks, steps, standing, draft, 1, q, first, stop)
            if more == np.inf:
                continue
            own += more
        paid, many = _cover(steps, standing, draft, 0, p, first, stop, covered, 0)
        if q >= 0:
            more, many = _cover(steps, standing, draft, 1, q, first, stop, covered, many)
            paid += more
        if own + paid > SLIGHT - heat * np.log(1.0 - _chance(seed)):
            for k in range(many):
                covered[draft.row[k]] -= draft.by[k]
            continue
        total += own
        _make(standing, draft, 0, p, first, stop, last)
        if q >= 0:
            _make(standing, draft, 1, q, first, stop, end)
    return total
