"""From a rotation that has something too often, one that keeps to the rules.

Slots are placements in the order in which they begin: first period, host and placement, (n,) each.
"""

from __future__ import annotations

import numba
import numpy as np

from solvers.rotation.cheapest import Costs
from solvers.rotation.problem import Bools, Floats, Ints

#: Stands for what may not be; dearer than anything else together.
NEVER = 1e9


@numba.njit(cache=True, nogil=True)
def slots(symbols: Ints, length: Ints) -> tuple[Ints, Ints, Ints]:
    """First period, host and placement of each slot of a rotation, (T,) symbols; one after another
    of the same kind are told apart."""
    periods, placements = len(symbols), len(length)
    first = np.empty(periods, np.int64)
    host, placement = np.empty(periods, np.int64), np.empty(periods, np.int64)
    count, t = 0, 0
    while t < periods:
        if symbols[t] == 0:
            t += 1
            continue
        first[count] = t
        host[count], placement[count] = divmod(symbols[t] - 1, placements)
        t += length[placement[count]]
        count += 1
    return first[:count].copy(), host[:count].copy(), placement[:count].copy()


@numba.njit(cache=True, nogil=True)
def in_order(placement: Ints, before: Bools) -> bool:
    """Whether whatever must come before something else does. ``before``: (K, K)."""
    begun = np.zeros(len(before), np.bool_)
    for k in placement:
        for j in range(len(before)):
            if before[k, j] and not begun[j]:
                return False
        begun[k] = True
    return True


@numba.njit(cache=True, nogil=True)
def once(
    first: Ints,
    host: Ints,
    placement: Ints,
    costs: Costs,
    length: Ints,
    group: Ints,
    before: Bools,
) -> bool:
    """Give slots other placements of the same group so that none comes twice, at the least cost;
    False where there is no way.

    Those that come before or after others stay where they are, the last of each, and others come
    after them. Each slot left gets another placement, with another host where that is worth
    going and coming back.
    """
    begin, change = costs.begin, costs.change
    count, (_, many, hosts) = len(placement), begin.shape
    kept, after = np.zeros(many, np.bool_), np.full(many, -1, np.int64)
    free = np.ones(count, np.bool_)
    for slot in range(count - 1, -1, -1):
        k = placement[slot]
        if not kept[k] and (before[k].any() or before[:, k].any()):
            kept[k], free[slot] = True, False
            for j in range(many):
                if before[j, k]:
                    after[j] = max(after[j], slot)
    level, levels, chained = _levels(before, kept)
    for g in range(group.max() + 1):
        mine = np.array([i for i in range(count) if free[i] and group[placement[i]] == g])
        some = np.array([k for k in range(many) if not kept[k] and group[k] == g])
        if len(mine) == 0:
            continue
        if len(some) < len(mine):
            return False
        each = np.full((len(mine), len(some)), NEVER)
        where = np.zeros((len(mine), len(some)), np.int64)
        for a in range(len(mine)):
            slot = mine[a]
            for b in range(len(some)):
                k = some[b]
                if length[k] != length[placement[slot]] or slot <= after[k]:
                    continue
                if chained[k] and slot * levels // count != level[k]:
                    continue
                for h in range(hosts):
                    pay = begin[first[slot], k, h]
                    pay += 0.0 if h == host[slot] else 2.0 * change
                    if pay < each[a, b]:
                        each[a, b], where[a, b] = pay, h
        taken = assign(each)
        for a in range(len(mine)):
            if each[a, taken[a]] >= NEVER:
                return False
            host[mine[a]] = where[a, taken[a]]
            placement[mine[a]] = some[taken[a]]
    return True


@numba.njit(cache=True, nogil=True)
def _levels(before: Bools, kept: Bools) -> tuple[Ints, int, Bools]:
    """Of placements that are not kept and come before or after one another, which they are: the
    first ones have level nought, the next ones one, and so on."""
    many = len(before)
    level, chained = np.zeros(many, np.int64), np.zeros(many, np.bool_)
    for _ in range(many):
        for k in range(many):
            for j in range(many):
                if before[k, j] and not kept[k] and not kept[j]:
                    level[k] = max(level[k], level[j] + 1)
                    chained[k] = chained[j] = True
    return level, level.max() + 1, chained


@numba.njit(cache=True, nogil=True)
def spread(first: Ints, host: Ints, placement: Ints, costs: Costs, most: int) -> bool:
    """Move slots to other hosts until none has more than so many, the cheapest move first; False
    where there is no way."""
    begin, change = costs.begin, costs.change
    stays, hosts = len(host), begin.shape[2]
    count = np.zeros(hosts, np.int64)
    for i in range(stays):
        count[host[i]] += 1
    while True:
        least, slot, where = np.inf, -1, -1
        for i in range(stays):
            if count[host[i]] <= most:
                continue
            for h in range(hosts):
                if h == host[i] or count[h] >= most:
                    continue
                pay = begin[first[i], placement[i], h] - begin[first[i], placement[i], host[i]]
                for j in (i - 1, i + 1):
                    if 0 <= j < stays:
                        pay += change * (int(host[j] != h) - int(host[j] != host[i]))
                if pay < least:
                    least, slot, where = pay, i, h
        if slot < 0:
            return bool(count.max() <= most)
        count[host[slot]] -= 1
        count[where] += 1
        host[slot] = where


@numba.njit(cache=True, nogil=True)
def assign(costs: Floats) -> Ints:
    """(rows,) a column for each row, no column twice, at the least cost, by shortest augmenting
    paths (Kuhn 1955). There are at least as many columns as rows."""
    rows, columns = costs.shape
    row_price, price = np.zeros(rows + 1), np.zeros(columns + 1)
    row_of = np.zeros(columns + 1, np.int64)  # from 1; nought: free
    for row in range(1, rows + 1):
        row_of[0], column = row, 0
        least, before = np.full(columns + 1, np.inf), np.zeros(columns + 1, np.int64)
        used = np.zeros(columns + 1, np.bool_)
        while row_of[column] != 0:
            used[column] = True
            here, step, then = row_of[column], np.inf, 0
            for j in range(1, columns + 1):
                if not used[j]:
                    reduced = costs[here - 1, j - 1] - row_price[here] - price[j]
                    if reduced < least[j]:
                        least[j], before[j] = reduced, column
                    if least[j] < step:
                        step, then = least[j], j
            for j in range(columns + 1):
                if used[j]:
                    row_price[row_of[j]] += step
                    price[j] -= step
                else:
                    least[j] -= step
            column = then
        while column != 0:
            row_of[column] = row_of[before[column]]
            column = before[column]
    taken = np.zeros(rows, np.int64)
    for j in range(1, columns + 1):
        if row_of[j] > 0:
            taken[row_of[j] - 1] = j - 1
    return taken
