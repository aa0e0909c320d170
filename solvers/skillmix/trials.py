"""Limits raised one at a time, the most promising first.

The duals only say where to look. The least is a convex function of the limits, so at a
degenerate vertex, of which there are many, a dual can promise far more than there is to
be had, and never less: it bounds the saving from above. So limits are tried in the order
of their bounds, and the best are known once no bound left is higher, or so many were
tried. The duals of every model solved on the way are feasible for all of them, so each
solve lowers other limits' bounds: with ``p`` what they make a unit of each limit worth,

    saving[j] ≤ saved by raising k − p[k] · (raised by) + p[j].
"""

from __future__ import annotations

import numpy as np

from solvers.engine.limits import Limits
from solvers.engine.mathopt import Basis, LinearResult
from solvers.engine.model import Assembled, Floats
from solvers.engine.raising import Raising
from solvers.engine.status import Status
from solvers.skillmix.limit_words import LIMITS
from solvers.skillmix.raisable import Raisable

#: Units by which a limit is raised; smaller steps only where the whole unit takes too long.
RAISED_BY = (1.0, 0.1, 0.01)
#: Of each kind of limit so many are found for each priority. Kinds are not ranked against
#: each other: a recruit and a thousand pounds are no alternatives.
EACH = 4
#: And no more than so many are tried.
TRIES = 12
#: Bounds nearer to each other than this share are the same.
SAME = 1e-6
#: Steps of the simplex method within which a raised limit is mostly solved.
STEPS = 1_000
#: A saving below this share of what there is to save is a speck.
SPECK = 1e-9


class Trials:
    """Limits raised one at a time, the most promising first.

    Attributes
    ----------
    least : the goal with nothing raised.
    measured : entry → (saved per unit, raised by).
    unmeasured : entries whose bound is high and that took too long.
    """

    def __init__(
        self,
        model: Assembled,
        objective: Floats,
        limits: Limits,
        basis: Basis | None,
        every: Raisable,
        scale: float,
    ):
        self.every, self.limits, self.scale = every, limits, scale
        self._solver = Raising(model, objective, limits, basis)
        first = self._solver.as_it_is()
        self.ready = first.status is Status.OPTIMAL
        self.least = first.value * scale
        self.measured: dict[int, tuple[float, float]] = {}
        self.unmeasured: set[int] = set()
        prices = every.prices(first) * scale if self.ready else np.zeros(len(every.ids))
        self.bound = np.minimum(prices, max(0.0, self.least))
        self._speck = max(1e-6, SPECK * abs(self.least))
        self._steps_down = dict.fromkeys(range(len(LIMITS)), 0)

    def worth_trying(self, kind: int) -> bool:
        return bool((self.bound[self.every.limit == kind] > self._speck).any())

    def try_kind(self, kind: int) -> None:
        """Measure limits of a kind until no other can be among the best."""
        mine = np.flatnonzero(self.every.limit == kind)
        for _ in range(TRIES):
            left = [e for e in mine if e not in self.measured and e not in self.unmeasured]
            if not left or self.limits.over():
                return
            entry = int(left[int(np.argmax(self.bound[left]))])
            if self.bound[entry] <= max(self._speck, self._last_of_best(kind) * (1 + SAME)):
                return
            self._try(entry)

    def may_help(self) -> np.ndarray:
        """By entry, whether more of it saves anything, or is not known not to."""
        may = self.bound > self._speck
        for entry, (saves, _) in self.measured.items():
            may[entry] = saves > self._speck
        return may

    def best(self) -> list[tuple[int, tuple[float, float]]]:
        """The best of each kind, by kind and then by what they save."""
        some = [(e, m) for e, m in self.measured.items() if m[0] > self._speck]
        some.sort(key=lambda pair: (self.every.limit[pair[0]], -pair[1][0], pair[0]))
        kept, count = [], dict.fromkeys(range(len(LIMITS)), 0)
        for entry, measure in some:
            kind = int(self.every.limit[entry])
            count[kind] += 1
            if count[kind] <= EACH:
                kept.append((entry, measure))
        return kept

    def _last_of_best(self, kind: int) -> float:
        """What the last of the best of a kind saves; nought while there are not enough."""
        mine = sorted((m[0] for e, m in self.measured.items() if self.every.limit[e] == kind))
        return mine[-EACH] if len(mine) >= EACH else 0.0

    def _try(self, entry: int) -> None:
        raise_it = self._solver.column if self.every.is_column[entry] else self._solver.row
        kind = int(self.every.limit[entry])
        for k in range(self._steps_down[kind], len(RAISED_BY)):
            by = RAISED_BY[k]
            found = raise_it(int(self.every.ids[entry]), by, STEPS)
            if found.status is Status.OPTIMAL:
                self._learn(entry, by, found)
                self._steps_down[kind] = k  # what took too long for one does for the next
                return
            if self.limits.over():
                return
        self.unmeasured.add(entry)

    def _learn(self, entry: int, by: float, found: LinearResult) -> None:
        saved = self.least - found.value * self.scale
        self.measured[entry] = (saved / by, by)
        prices = self.every.prices(found) * self.scale
        self.bound = np.minimum(self.bound, saved - by * prices[entry] + prices)
