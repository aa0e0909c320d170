"""The cheapest changes that make something possible, in the order of what they cost.

The cheapest is a least-cost point of the model in which holds give way. The next must do
without one of the holds that the cheapest changes, whichever: for each of these the cheapest
without it is looked for, and so on from the cheapest of all that are known. So no change of
other holds is cheaper than one that stands before it.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from itertools import count

from solvers.engine.limits import Limits
from solvers.engine.model import Assembled
from solvers.skillmix.impossible.eased import changed
from solvers.skillmix.impossible.holds import Change, Hold
from solvers.skillmix.impossible.possible import Answer, answer_of, cheapest

#: No more solves than so many for all alternatives together.
SOLVES = 60


def cheapest_changes(model: Assembled, holds: Sequence[Hold], limits: Limits) -> Iterator[Change]:
    """Changes of different sets of holds, the cheapest first.

    Where whole yes/no decisions were not found in time a change may be enough for shares of
    them alone. Ends when there are none left, when the time is over or after ``SOLVES`` solves.
    """
    eased, solves = changed(model, holds), 0
    told: set[frozenset[int]] = set()
    seen: set[frozenset[int]] = set()
    ties = count()
    waiting: list[tuple[float, int, frozenset[int], Change]] = []

    def look(without: frozenset[int]) -> None:
        nonlocal solves
        if without in seen or solves >= SOLVES or limits.over():
            return
        seen.add(without)
        solves += 1
        found = cheapest(eased.keeping(without), eased.cost, limits)
        if answer_of(found) is Answer.UNKNOWN and not limits.over():
            found = cheapest(eased.keeping(without).relaxed(), eased.cost, limits)
        if len(found.x):
            change = Change(tuple(eased.given(found.x)), float(found.value))
            heapq.heappush(waiting, (change.cost, next(ties), without, change))

    look(frozenset())
    while waiting:
        _, _, without, change = heapq.heappop(waiting)
        support = frozenset(given.hold for given in change.given)
        if not support:
            return
        if support not in told:
            told.add(support)
            yield change
        for hold in sorted(support):
            look(without | {hold})
