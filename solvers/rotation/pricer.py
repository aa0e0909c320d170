"""One person's cheapest rotations against what each place is worth."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from solvers.rotation.cheapest import Costs
from solvers.rotation.placements import Placements, Watched
from solvers.rotation.priced import priced
from solvers.rotation.problem import Bools, Floats, Ints
from solvers.rotation.within import within

#: Rotations found at a time, where several are asked for.
SEVERAL = 6
#: Tries of prices, where the bound need not be exact, and where it should be as good as can be.
TRIES, EXACT_TRIES = 3, 24


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
        costs = self._costs(begin, home, change)
        tries, some = EXACT_TRIES if exact else TRIES, SEVERAL if several else 1
        value, found, excess = self._priced(costs, tries, some)
        while exact and excess.any():
            wider = self._wider(excess)
            if wider is None:
                break
            self.watched = wider
            again, more, excess = self._priced(costs, tries, some)
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
        costs = self._costs(begin + placements[:, None] + hosts, home, change)
        limit += float(price @ rules.most)
        return within(costs, rules.steps(known), rules.most, limit, most)

    def _costs(self, begin: Floats, home: Floats, change: float) -> Costs:
        """Those of what the person may do."""
        return Costs(np.where(self._begins, begin, np.inf), home, self.allowed[:, 0].copy(), change)

    def _wider(self, excess: Ints) -> Watched | None:
        """What is watched, and one more of which there is most too much; None where it does not fit."""
        for one in np.argsort(-excess, kind="stable").tolist():
            wider = tuple(sorted((*self.watched, one)))
            if excess[one] > 0 and self.rules.fits(wider):
                return wider
        return None

    def _priced(self, costs: Costs, tries: int, some: int) -> tuple[float, Ints, Ints]:
        """A bound, cheap rotations, and what the cheapest has too often where they are not near."""
        # A proof beside the search prices the same person: neither must see the other's half done.
        rules, watched, price = self.rules, self.watched, self._price.copy()
        left_out = np.ones(len(rules.most), bool)
        left_out[list(watched)] = False
        value, found, excess = priced(
            costs,
            rules.steps(watched),
            rules.group,
            rules.before,
            rules.most,
            left_out,
            price,
            tries,
            some,
        )
        self._price = price
        return value, found, excess
