"""Every rotation of a person that costs no more than so much against prices.

What remains to be paid from each state to the end is found first, from the last period back;
then rotations are followed from the first period, and none that must cost too much is begun.
"""

from __future__ import annotations

import numba
import numpy as np

from solvers.rotation.cheapest import Costs, Steps
from solvers.rotation.mend import slots
from solvers.rotation.problem import Floats, Ints

#: States and periods together beyond which nothing is listed.
MOST_STATES = 4_000_000
#: What costs may differ by, for being added in another order.
SAME = 1e-6


def within(costs: Costs, steps: Steps, allowed: Ints, limit: float, most: int) -> Ints | None:
    """Symbols of every rotation, (n, T), that costs no more than the limit and has each placement,
    and any with each host, no more often than is ``allowed``, (K + H,); None where more than so
    many would have to be looked at, or there are too many states. No host is watched."""
    periods, _, hosts = costs.begin.shape
    left = steps.left
    if (periods + 1) * len(left) * (hosts + 1) > MOST_STATES:
        return None
    remaining = _remaining(costs, steps)
    found, many = _listed(costs, steps, remaining, allowed, limit + SAME, most)
    return None if many > most else found


@numba.njit(cache=True, nogil=True)
def _remaining(costs: Costs, steps: Steps) -> Floats:
    """(T + 1, U, H + 1) the least that is still to be paid in each period, by what is done and the
    host before, nought for none."""
    begin, home, may_be_home, change = costs
    length, following, left = steps.length, steps.following, steps.left
    periods, placements, hosts = begin.shape
    states = len(left)
    remaining = np.full((periods + 1, states, hosts + 1), np.inf)
    for u in range(states):
        if left[u] == 0:
            remaining[periods, u] = 0.0
    next_with = np.empty(hosts)
    for t in range(periods - 1, -1, -1):
        for u in range(states):
            next_with[:] = np.inf
            for k in range(placements):
                v, until = following[u, k], t + length[k]
                if v < 0 or until > periods:
                    continue
                for h in range(hosts):
                    pay = begin[t, k, h] + remaining[until, v, h + 1]
                    next_with[h] = min(next_with[h], pay)
            for n in range(hosts + 1):
                least = np.inf
                if may_be_home[t]:
                    least = remaining[t + 1, u, n] + (home[t] if left[u] > 0 else 0.0)
                for h in range(hosts):
                    pay = next_with[h] + (change if n > 0 and n != h + 1 else 0.0)
                    least = min(least, pay)
                remaining[t, u, n] = least
    return remaining


@numba.njit(cache=True, nogil=True)
def _listed(
    costs: Costs, steps: Steps, remaining: Floats, allowed: Ints, limit: float, most: int
) -> tuple[Ints, int]:
    """Those that keep to what is allowed, (n, T), and how many were looked at, at most one more than
    so many."""
    begin, home, may_be_home, change = costs
    length, following, left = steps.length, steps.following, steps.left
    periods, placements, hosts = begin.shape
    found, size, looked = np.zeros((64, periods), np.int64), 0, 0
    line = np.zeros(periods, np.int64)
    # Of each step on the way: period, what is done, host before, paid so far, next thing to try.
    at, done = np.zeros(periods + 1, np.int64), np.zeros(periods + 1, np.int64)
    last, tried = np.zeros(periods + 1, np.int64), np.zeros(periods + 1, np.int64)
    paid = np.zeros(periods + 1)
    depth = 0
    if remaining[0, 0, 0] > limit:
        return found[:0], 0
    while depth >= 0:
        t, u, n = at[depth], done[depth], last[depth]
        if t == periods:
            looked += 1
            if looked > most:
                return found[:0], looked
            if _keeps(line, length, allowed):
                if size == len(found):
                    wider = np.zeros((2 * size, periods), np.int64)
                    wider[:size] = found
                    found = wider
                found[size] = line
                size += 1
            depth -= 1
            continue
        symbol = tried[depth]
        tried[depth] += 1
        if symbol > placements * hosts:
            depth -= 1
            continue
        if symbol == 0:
            if not may_be_home[t]:
                continue
            v, until, then = u, t + 1, n
            pay = paid[depth] + (home[t] if left[u] > 0 else 0.0)
        else:
            h, k = divmod(symbol - 1, placements)
            v, until, then = following[u, k], t + length[k], h + 1
            if v < 0 or until > periods or begin[t, k, h] == np.inf:
                continue
            pay = paid[depth] + begin[t, k, h] + (change if n > 0 and n != then else 0.0)
        if pay + remaining[until, v, then] > limit:
            continue
        line[t:until] = symbol
        depth += 1
        at[depth], done[depth], last[depth], paid[depth] = until, v, then, pay
        tried[depth] = 0
    return found[:size], looked


@numba.njit(cache=True, nogil=True)
def _keeps(line: Ints, length: Ints, allowed: Ints) -> bool:
    """Whether nothing is there more often than is allowed."""
    counts = np.zeros(len(allowed), np.int64)
    _, host, placement = slots(line, length)
    for i in range(len(host)):
        counts[placement[i]] += 1
        counts[len(length) + host[i]] += 1
    return bool((counts <= allowed).all())
