"""Where a person is in each period at the least cost, by dynamic programming over periods.

The state is what has been done so far, how many placements there were with each host that is
watched, and the host of the last one.
"""

from __future__ import annotations

from typing import NamedTuple

import numba
import numpy as np

from solvers.rotation.problem import Bools, Floats, Ints


class Costs(NamedTuple):
    """What a person's rotation costs.

    Attributes
    ----------
    begin : (T, K, H) of beginning each placement with each host, infinite where that may not be.
    home : (T,) of being at home before the end of the last placement.
    may_be_home : (T,).
    change : of each other host than before.
    """

    begin: Floats
    home: Floats
    may_be_home: Bools
    change: float


class Steps(NamedTuple):
    """What a search keeps in mind of a rotation: states ``U``, and a number of hosts watched.

    Attributes
    ----------
    length : (K,) periods of each placement.
    following, left : see ``Done``.
    digit : (H,) what one more placement with each host adds to the number of those watched.
    base, numbers : of the digits, and how many such numbers there are.
    """

    length: Ints
    following: Ints
    left: Ints
    digit: Ints
    base: int
    numbers: int


@numba.njit(cache=True, nogil=True)
def cheapest(costs: Costs, steps: Steps, some: int) -> tuple[Floats, Ints]:
    """The cheapest rotation for each of some ends, the cheapest first: (some,) costs, infinite
    where there is none, and (some, T) symbols, nought at home, else one more than host times
    placements and placement."""
    begin, home, may_be_home, change = costs
    length, following, left, digit, base, numbers = steps
    periods, placements, hosts = begin.shape
    states, shortest = len(left), length.min()
    width = hosts + 1  # the host of the last placement, and before it none
    size = states * numbers * width
    value = np.full((periods + 1, states * numbers, width), np.inf)
    # How each was come by: the state before, and the symbol.
    came = np.empty((periods + 1, states * numbers, width), np.int32)
    used = np.empty((periods + 1, states * numbers, width), np.int32)
    enter, leave = np.empty(hosts), np.empty(hosts, np.int64)
    value[0, 0, 0] = 0.0
    for t in range(periods):
        for u in range(states):
            if left[u] * shortest > periods - t:
                continue
            for q in range(numbers):
                here = u * numbers + q
                row = value[t, here]
                last, best = 0, np.inf
                for n in range(1, width):
                    if row[n] < best:
                        best, last = row[n], n
                if best == np.inf and row[0] == np.inf:
                    continue
                if may_be_home[t]:
                    pay = home[t] if left[u] > 0 else 0.0
                    for n in range(width):
                        if row[n] + pay < value[t + 1, here, n]:
                            value[t + 1, here, n] = row[n] + pay
                            came[t + 1, here, n] = here * width + n
                            used[t + 1, here, n] = 0
                if left[u] == 0:
                    continue
                # What it costs to be with each host next, and with which one to have been before.
                for h in range(hosts):
                    enter[h], leave[h] = row[h + 1], h + 1
                    if best + change < enter[h]:
                        enter[h], leave[h] = best + change, last
                    if row[0] < enter[h]:
                        enter[h], leave[h] = row[0], 0
                    if digit[h] > 0 and q // digit[h] % base == base - 1:
                        enter[h] = np.inf
                for k in range(placements):
                    v, until = following[u, k], t + length[k]
                    if v < 0 or until > periods:
                        continue
                    for h in range(hosts):
                        pay, then = enter[h] + begin[t, k, h], v * numbers + q + digit[h]
                        if pay < value[until, then, h + 1]:
                            value[until, then, h + 1] = pay
                            came[until, then, h + 1] = here * width + leave[h]
                            used[until, then, h + 1] = h * placements + k + 1
    least = np.full(size, np.inf)
    for u in range(states):
        if left[u] == 0:
            for q in range(numbers):
                for n in range(width):
                    here = u * numbers + q
                    least[here * width + n] = value[periods, here, n]
    paid, symbols = np.full(some, np.inf), np.zeros((some, periods), np.int64)
    for i in range(min(some, size)):
        code = int(np.argmin(least))
        if least[code] == np.inf:
            break
        paid[i] = least[code]
        least[code] = np.inf
        t = periods
        while t > 0:
            here, n = code // width, code % width
            symbol = int(used[t, here, n])
            code = int(came[t, here, n])
            for _ in range(1 if symbol == 0 else length[(symbol - 1) % placements]):
                t -= 1
                symbols[i, t] = symbol
    return paid, symbols
