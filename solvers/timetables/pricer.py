"""One person's cheapest timetables against prices, with as few counters as will do.

Watching every counter is exact, and may take too many states. A counter that has an upper
bound alone is left out until a timetable breaks it (decremental state-space relaxation), and
so is what does not fit: leaving it out can only make timetables cheaper, so what comes out is
a bound either way.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from solvers.timetables.automaton import Bools, Floats, Followed, Ints, follow
from solvers.timetables.cheapest import Rules

#: Tries of prices on counters left out, where the bound need not be exact, and where it
#: should be as good as can be; the first step of a price, in mean costs of a symbol.
TRIES, EXACT_TRIES = 4, 25
STEP = 0.5


@dataclass
class Pricer:
    """Finds a person's cheapest timetables.

    Attributes
    ----------
    rules : the person's.
    allowed : (D, A) symbols that the person may have on each day.
    watched : counters in the state; grows.
    """

    rules: Rules
    allowed: Bools
    watched: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.watched = self.rules.needed
        self._counters = self.rules.automaton.counters
        self._price = np.zeros(len(self._counters))

    def held(self, symbols: Ints, free: Bools) -> Pricer:
        """The same where only these symbols, (D,), may be had but on free days, (D,)."""
        only = np.zeros_like(self.allowed)
        only[np.arange(len(symbols)), symbols] = True
        held = Pricer(self.rules, self.allowed & (only | free[:, None]))
        held.watched, held._price = self.watched, self._price.copy()
        return held

    def best(
        self, cost: Floats, exact: bool = True, several: bool = True
    ) -> tuple[float, list[Ints]]:
        """A lower bound on any timetable's cost, and cheap timetables.

        ``cost`` is of each symbol on each day, (D, A). Exact, the bound is the cost of the
        first, unless its counters take too many states; otherwise counters are left out as
        long as any timetable found keeps them. No timetable where none is found, and the
        bound is infinite where there is none.
        """
        if not exact and self._price.any():  # what is left out weighs as it did the last time
            value, kept = self._priced(cost, 1, several)
            if kept or np.isinf(value):
                return value, kept
        while True:
            value, found = self.rules.solve(cost, self.allowed, self.watched, None, several)
            if not found:
                return np.inf, []
            owed = [self._owed(self._followed(symbols)) for symbols in found]
            kept = [x for x, more in zip(found, owed, strict=True) if np.isfinite(more).all()]
            known = any(not more.any() for more in owed)  # at what the search thinks they cost
            if not owed[0].any() or (known and not exact):
                return value, kept
            wider = tuple(sorted((*self.watched, int(np.flatnonzero(owed[0])[0]))))
            fits = self.rules.fits(wider)
            if not exact or not fits:
                priced, others = self._priced(cost, EXACT_TRIES if exact else TRIES, several)
                if others or not fits:
                    return max(value, priced), [*others, *kept]
            self.watched = wider

    def _followed(self, symbols: Ints) -> Followed:
        return follow(self.rules.automaton, self.rules.day_class, symbols)

    def _owed(self, followed: Followed) -> Floats:
        """What the end of each counter costs, (counters,); nothing of those watched."""
        owed = followed.owed
        owed[list(self.watched)] = 0.0
        return owed

    def _priced(self, cost: Floats, tries: int, several: bool) -> tuple[float, list[Ints]]:
        """A bound and timetables with every counter that is left out at a price.

        A price on each unit, less that of the most allowed, makes no timetable dearer that
        keeps the counter, nor one that pays as much for each unit too many (Lagrange), so each
        try gives a bound; a price less than nothing does the same for the least. Prices rise
        where the cheapest has too many and fall where it has room; they are kept for the next
        time.
        """
        left = [i for i in range(len(self._counters)) if i not in self.watched]
        counters = [self._counters[i] for i in left]
        most, least = np.array([c.ceiling for c in counters]), np.array([c.least for c in counters])
        start = np.array([c.start for c in counters])
        dearest = np.array([c.above for c in counters])
        cheapest = -np.array([c.below if c.least > c.start else 0.0 for c in counters])
        usual = np.abs(cost[:, 1:][self.allowed[:, 1:]])
        size = float(usual.mean()) if usual.any() else 1.0
        best, kept = -np.inf, list[Ints]()
        for k in range(tries):
            price = self._price[left]
            every = np.zeros(len(self._counters))  # one watched by now may have had a price
            every[left] = price
            value, found = self.rules.solve(cost, self.allowed, self.watched, every, several)
            if not found:
                return np.inf, []
            bound = np.where(price < 0.0, least, most)
            best = max(best, value - float(price @ (bound - start)))
            followed = [self._followed(symbols) for symbols in found]
            owed = [self._owed(each)[left] for each in followed]
            kept += [x for x, more in zip(found, owed, strict=True) if np.isfinite(more).all()]
            beyond = followed[0].counts[left] - bound
            if (np.abs(owed[0] - price * beyond) < 1e-9).all():
                break  # the cheapest pays what the prices say: nothing is better
            missing = (price == 0.0) & (followed[0].counts[left] < least)
            way = np.where((price == 0.0) & (beyond < 0), -1.0 * missing, np.sign(beyond))
            moved = price + STEP * size / (1.0 + k) * way
            moved = np.where(moved * price < 0.0, 0.0, moved)  # not past nothing at once
            self._price[left] = np.clip(moved, cheapest, dearest)
        return best, kept
