"""Where a person is in each period at the least cost, by dynamic programming over periods.

The state is what has been done so far, how many placements there were with each host that is
watched, and the host of the last one.
"""

from __future__ import annotations

import numba
import numpy as np

from solvers.rotation.problem import Bools, Floats, Ints


@numba.njit(cache=True, nogil=True)
def cheapest(
    begin: Floats,
    home: Floats,
    may_be_home: Bools,
    change: float,
    length: Ints,
    following: Ints,
    left: Ints,
    time: Ints,
    digit: Ints,
    base: int,
    numbers: int,
    some: int,
) -> tuple[Floats, Ints]:
    """The cheapest rotation for each of some ends, the cheapest first: (some,) costs, infinite
    where there is none, and (some, T) symbols, nought at home, else one more than host times
    placements and placement.

    ``begin``: (T, K, H) cost of beginning each placement with each host, infinite where that may
    not be; ``home``: (T,) of being at home before the end; ``change``: of another host than
    before; ``length``: (K,) periods; ``following``, ``left``: see ``Done``; ``time``: (U,) periods
    that what is left takes at least; ``digit``: (H,) what one more placement with each host adds
    to the number of those watched, below ``numbers``, of digits below ``base``.
    """
    periods, placements, hosts = begin.shape
    states = len(left)
    width = hosts + 1  # the host of the last placement, and before it none
    size = states * numbers * width
    value = np.full((periods + 1, states * numbers, width), np.inf)
    # How each was come by: the state before, and the symbol.
    came = np.empty((periods + 1, states * numbers, width), np.int32)
    used = np.empty((periods + 1, states * numbers, width), np.int16)
    enter, leave = np.empty(hosts), np.empty(hosts, np.int64)
    value[0, 0, 0] = 0.0
    for t in range(periods):
        for u in range(states):
            if time[u] > periods - t:
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
    costs, symbols = np.full(some, np.inf), np.zeros((some, periods), np.int64)
    for i in range(min(some, size)):
        code = int(np.argmin(least))
        if least[code] == np.inf:
            break
        costs[i] = least[code]
        least[code] = np.inf
        t = periods
        while t > 0:
            here, n = code // width, code % width
            symbol = int(used[t, here, n])
            code = int(came[t, here, n])
            for _ in range(1 if symbol == 0 else length[(symbol - 1) % placements]):
                t -= 1
                symbols[i, t] = symbol
    return costs, symbols
