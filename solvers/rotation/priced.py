"""Prices on what a rotation has too often, and the bound and the rotations that they lead to.

What is not watched has a price on each time too many (Lagrange): any such prices give a bound.
They move by what the cheapest rotation has too often, as far as the bound is from the best known
(Polyak 1969), for one that keeps to the rules is made of nearly every one that does not.
"""

from __future__ import annotations

import numba
import numpy as np

from solvers.rotation.cheapest import Costs, Steps, cheapest
from solvers.rotation.mend import in_order, once, slots, spread
from solvers.rotation.problem import Bools, Floats, Ints

#: Costs so near are the same.
SAME = 1e-6


@numba.njit(cache=True, nogil=True)
def priced(
    costs: Costs,
    steps: Steps,
    group: Ints,
    before: Bools,
    most: Ints,
    left_out: Bools,
    price: Floats,
    tries: int,
    some: int,
) -> tuple[float, Ints, Ints]:
    """A bound, symbols of some cheap rotations that keep to the rules, (n, T), and what the cheapest
    has too often, (K + H,), nothing where that bound is met.

    ``group``, ``before``: of placements, see ``RotationProblem``; ``most``: how often each
    placement, and any with each host, may be gone on; ``left_out``: of those, what the steps do
    not watch; ``price``: of each time too many, moved so many ``tries``, (K + H,) each.
    """
    begin, length = costs.begin, steps.length
    periods, many, hosts = begin.shape
    known, symbols = np.full(some, np.inf), np.zeros((some, periods), np.int64)
    bound, size = -np.inf, _usual(begin)
    excess = np.zeros(len(most), np.int64)
    for tried in range(tries):
        dearer = begin.copy()
        for k in range(many):
            for h in range(hosts):
                each = price[k] * left_out[k] + price[many + h] * left_out[many + h]
                if each > 0.0:
                    dearer[:, k, h] += each
        here = Costs(dearer, costs.home, costs.may_be_home, costs.change)
        paid, found = cheapest(here, steps, some)
        if paid[0] == np.inf:
            return np.inf, symbols[:0], np.zeros(len(most), np.int64)
        value = paid[0]
        for c in range(len(most)):
            value -= price[c] * most[c] * left_out[c]
        bound = max(bound, value)
        for i in range(some):
            if paid[i] == np.inf:
                break
            first, host, placement = slots(found[i], length)
            counts = _counts(host, placement, many, hosts)
            if i == 0:
                excess = np.where(left_out, counts - most, 0)
            if (counts[:many] > 1).any() and not once(
                first, host, placement, costs, length, group, before
            ):
                continue
            if not spread(first, host, placement, costs, most[-1]):
                continue
            if not in_order(placement, before):
                continue
            own = _cost(first, host, placement, costs, length)
            _keep(known, symbols, own, first, host, placement, length)
        room = known[0] - bound
        if room <= SAME:
            return bound, symbols[: _many(known)], np.zeros(len(most), np.int64)
        beyond = np.where((price <= 0.0) & (excess < 0), 0, excess).astype(np.float64)
        far = (beyond * beyond).sum()
        if far == 0.0:
            break
        if room < np.inf:
            price += beyond * (room / far)
        else:
            price += np.sign(beyond) * size / (1.0 + tried)
        price[:] = np.maximum(price, 0.0)
    return bound, symbols[: _many(known)], np.maximum(excess, 0)


@numba.njit(cache=True, nogil=True)
def _usual(begin: Floats) -> float:
    """Half of what a placement usually costs."""
    total, count = 0.0, 0
    for each in begin.flat:
        if each < np.inf:
            total += abs(each)
            count += 1
    return 0.5 * total / count if count else 1.0


@numba.njit(cache=True, nogil=True)
def _counts(host: Ints, placement: Ints, many: int, hosts: int) -> Ints:
    """(K + H,) how often each placement, and any with each host, is gone on."""
    counts = np.zeros(many + hosts, np.int64)
    for i in range(len(host)):
        counts[placement[i]] += 1
        counts[many + host[i]] += 1
    return counts


@numba.njit(cache=True, nogil=True)
def _cost(first: Ints, host: Ints, placement: Ints, costs: Costs, length: Ints) -> float:
    """What slots cost without any price."""
    begin, home, _, change = costs
    total, t = 0.0, 0
    for i in range(len(first)):
        total += begin[first[i], placement[i], host[i]]
        if i > 0 and host[i] != host[i - 1]:
            total += change
        while t < first[i]:
            total += home[t]
            t += 1
        t = first[i] + length[placement[i]]
    return total


@numba.njit(cache=True, nogil=True)
def _keep(
    known: Floats,
    symbols: Ints,
    paid: float,
    first: Ints,
    host: Ints,
    placement: Ints,
    length: Ints,
) -> None:
    """Keep a rotation among the cheapest known, in order, if it is not there."""
    if paid >= known[-1]:
        return
    line = np.zeros(symbols.shape[1], np.int64)
    for i in range(len(first)):
        end = first[i] + length[placement[i]]
        line[first[i] : end] = host[i] * len(length) + placement[i] + 1
    at = len(known)
    for i in range(len(known)):
        if known[i] < np.inf and (symbols[i] == line).all():
            return
        if paid < known[i] and at == len(known):
            at = i
    for i in range(len(known) - 1, at, -1):
        known[i], symbols[i] = known[i - 1], symbols[i - 1]
    known[at], symbols[at] = paid, line


@numba.njit(cache=True, nogil=True)
def _many(known: Floats) -> int:
    """How many rotations there are."""
    count = 0
    for each in known:
        if each < np.inf:
            count += 1
    return count
