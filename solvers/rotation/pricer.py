"""One person's cheapest rotations against prices.

What is not watched has a price on each time too many (Lagrange): any such prices give a bound.
They move by what the cheapest rotation has too often, as far as the bound is from the best known
(Polyak 1969), for one that keeps to the rules is made of nearly every one that does not.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numba
import numpy as np

from solvers.rotation.cheapest import cheapest
from solvers.rotation.mend import in_order, once, slots, spread
from solvers.rotation.placements import Placements, Watched
from solvers.rotation.problem import Bools, Floats, Ints
from solvers.rotation.within import within

#: Rotations found at a time, where several are asked for.
SEVERAL = 6
#: Tries of prices, where the bound need not be exact, and where it should be as good as can be.
TRIES, EXACT_TRIES = 3, 24
#: Costs so near are the same.
SAME = 1e-6


@dataclass
class Pricer:
    """Finds a person's cheapest rotations.

    Attributes
    ----------
    rules : what the person has to go on.
    allowed : (T, 1 + HK) whether the person may be at home, and on each placement with each host.
    watched : what the search keeps in mind; grows.
    """

    rules: Placements
    allowed: Bools
    watched: Watched = field(init=False)

    def __post_init__(self) -> None:
        rules = self.rules
        self.watched = rules.needed
        self._price = np.zeros(len(rules.most))
        self._begins = self._whole()

    def _whole(self) -> Bools:
        """(T, K, H) whether a placement may begin: it may go on for as long as it takes."""
        rules, allowed = self.rules, self.allowed[:, 1:]
        periods, begins = len(allowed), np.zeros_like(allowed)
        length = np.tile(rules.length, rules.hosts)
        so_far = np.vstack([np.zeros(allowed.shape[1], np.int64), np.cumsum(allowed, axis=0)])
        for each in np.unique(length):
            if each <= periods:
                whole = so_far[each:] - so_far[: periods + 1 - each] == each
                begins[: len(whole)] |= whole & (length == each)
        return begins.reshape(periods, rules.hosts, rules.placements).transpose(0, 2, 1)

    def held(self, symbols: Ints, free: Bools) -> Pricer:
        """The same where only these symbols, (T,), may be had but in free periods, (T,)."""
        only = np.zeros_like(self.allowed)
        only[np.arange(len(symbols)), symbols] = True
        held = Pricer(self.rules, self.allowed & (only | free[:, None]))
        held.watched, held._price = self.watched, self._price.copy()
        return held

    def best(
        self, begin: Floats, home: Floats, change: float, exact: bool, several: bool
    ) -> tuple[float, Ints]:
        """A lower bound on any rotation's cost, infinite if there is none, and symbols of cheap ones,
        (n, T), the cheapest first. ``begin``: (T, K, H) cost of beginning each placement with each
        host; ``home``: (T,) of being at home before the end; ``change``: of each change of host."""
        costs = np.where(self._begins, begin, np.inf)
        tries, some = EXACT_TRIES if exact else TRIES, SEVERAL if several else 1
        value, found, excess = self._priced(costs, home, change, tries, some)
        while exact and excess.any():
            wider = self._wider(excess)
            if wider is None:
                break
            self.watched = wider
            again, more, excess = self._priced(costs, home, change, tries, some)
            value, found = max(again, value), more if len(more) else found
        return value, found

    def within(
        self, begin: Floats, home: Floats, change: float, limit: float, most: int
    ) -> Ints | None:
        """Symbols of every rotation, (n, T), that costs no more than the limit; None where more than so
        many, or too many states, would have to be looked at. The rest is as for ``best``."""
        rules = self.rules
        known = tuple(c for c in self.watched if c < rules.placements)
        # Hosts are not part of the state here, but at their prices.
        price = np.where(np.isin(np.arange(len(rules.most)), known), 0.0, self._price)
        placements, hosts = price[: rules.placements], price[rules.placements :]
        states, _, _ = rules.table(known)
        return within(
            np.where(self._begins, begin, np.inf) + placements[:, None] + hosts,
            home,
            self.allowed[:, 0].copy(),
            change,
            rules.length,
            states.following,
            states.left,
            rules.most,
            limit + float(price @ rules.most),
            most,
        )

    def _wider(self, excess: Ints) -> Watched | None:
        """What is watched, and one more of which there is most too much; None where it does not fit."""
        for one in np.argsort(-excess, kind="stable").tolist():
            wider = tuple(sorted((*self.watched, one)))
            if excess[one] > 0 and self.rules.fits(wider):
                return wider
        return None

    def _priced(
        self, begin: Floats, home: Floats, change: float, tries: int, some: int
    ) -> tuple[float, Ints, Ints]:
        """A bound, cheap rotations, and what the cheapest has too often where they are not near."""
        # A proof beside the search prices the same person: neither must see the other's half done.
        rules, watched, price = self.rules, self.watched, self._price.copy()
        states, time, digit = rules.table(watched)
        left_out = np.ones(len(rules.most), bool)
        left_out[list(watched)] = False
        base = int(rules.problem.most_with_host) + 1
        value, found, excess = _priced(
            begin,
            np.ascontiguousarray(home, float),
            self.allowed[:, 0].copy(),
            change,
            rules.length,
            rules.group,
            rules.before,
            rules.most,
            left_out,
            price,
            states.following,
            states.left,
            time,
            digit,
            base,
            base ** int((digit > 0).sum()),
            tries,
            some,
        )
        self._price = price
        return value, found, excess


@numba.njit(cache=True, nogil=True)
def _priced(
    begin: Floats,
    home: Floats,
    may_be_home: Bools,
    change: float,
    length: Ints,
    group: Ints,
    before: Bools,
    most: Ints,
    left_out: Bools,
    price: Floats,
    following: Ints,
    left: Ints,
    time: Ints,
    digit: Ints,
    base: int,
    numbers: int,
    tries: int,
    some: int,
) -> tuple[float, Ints, Ints]:
    """See ``Pricer._priced``. ``price`` moves, (K + H,)."""
    periods, many, hosts = begin.shape
    known, symbols = np.full(some, np.inf), np.zeros((some, periods), np.int64)
    bound, size = -np.inf, _usual(begin)
    excess = np.zeros(len(most), np.int64)
    for tried in range(tries):
        priced = begin.copy()
        for k in range(many):
            for h in range(hosts):
                each = price[k] * left_out[k] + price[many + h] * left_out[many + h]
                if each > 0.0:
                    priced[:, k, h] += each
        costs, found = cheapest(
            priced,
            home,
            may_be_home,
            change,
            length,
            following,
            left,
            time,
            digit,
            base,
            numbers,
            some,
        )
        if costs[0] == np.inf:
            return np.inf, symbols[:0], np.zeros(len(most), np.int64)
        value = costs[0]
        for c in range(len(most)):
            value -= price[c] * most[c] * left_out[c]
        bound = max(bound, value)
        for i in range(some):
            if costs[i] == np.inf:
                break
            first, host, placement = slots(found[i], length)
            counts = _counts(host, placement, many, hosts)
            if i == 0:
                excess = np.where(left_out, counts - most, 0)
            broken = (counts > most).any()
            if broken:
                if (counts[:many] > 1).any() and not once(
                    first, host, placement, begin, change, length, group, before
                ):
                    continue
                if not spread(first, host, placement, begin, most[-1], change):
                    continue
                if not in_order(placement, before):
                    continue
            paid = _cost(first, host, placement, begin, home, change, length)
            _keep(known, symbols, paid, first, host, placement, length)
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
def _cost(
    first: Ints,
    host: Ints,
    placement: Ints,
    begin: Floats,
    home: Floats,
    change: float,
    length: Ints,
) -> float:
    """What slots cost without any price."""
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
