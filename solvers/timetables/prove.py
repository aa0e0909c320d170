"""The best there is, or that there is nothing better, where few timetables can be in it.

A person's timetable whose reduced cost lies further above that person's least than some cost
lies above the linear bound is in nothing of that cost. All others are listed (Baldacci,
Christofides and Mingozzi 2008) and sieved, and SCIP either finds the best among them or shows
that there is nothing of that cost. Where those of anything better than what is known are few,
that is all; otherwise it goes on from the bound up, cost by cost, beside a search, until it is
done or they are too many.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np

from solvers.engine.limits import Limits
from solvers.engine.status import Status
from solvers.engine.whole import solve_whole
from solvers.timetables.automaton import Floats
from solvers.timetables.people import Chosen, Column, People, Rows
from solvers.timetables.selection import Selection
from solvers.timetables.sieve import sieve
from solvers.timetables.within import SAME

#: Timetables of all persons together up to which all of anything better are settled at once, and
#: beyond which nothing is listed.
FEW, MOST = 6_000, 60_000
#: Share of the grain by which nothing can be better than what is found.
SMALLER = 0.99
#: Share of the cost within which the bound must be to be raised cost by cost.
NEAR = 0.02


@dataclass(frozen=True)
class Proof:
    """What came of it.

    Attributes
    ----------
    settled : the best that costs no more than what was asked for is ``chosen``, or there is none.
    chosen : timetables that cost no more, if any were found.
    """

    settled: bool
    chosen: Chosen | None


class Prover:
    """Raises the bound in a thread of its own, until something of the bound's cost is found.

    Attributes
    ----------
    cost : of what was known.
    bound : nothing costs less.
    chosen : what costs less than what was known, once found.
    """

    def __init__(
        self,
        people: People,
        worth: Floats,
        cost: float,
        bound: float,
        grain: float,
        limits: Limits,
    ):
        """``worth``: of one more on each row at the linear point. Costs are whole multiples of the
        grain, and so is the bound."""
        self.cost, self.room, self.bound = cost, cost - bound, bound
        self.chosen: Chosen | None = None
        self._people, self._worth, self._grain = people, worth, grain
        self._stop = threading.Event()
        self._limits = replace(limits, threads=1, stop=self._stop)
        self._executor = ThreadPoolExecutor(1)
        self._work = self._executor.submit(self._run)

    @property
    def ended(self) -> bool:
        return self._work.done()

    def end(self) -> None:
        """Stop, or tell of what went wrong."""
        self._stop.set()
        self._executor.shutdown()
        self._work.result()

    def _run(self) -> None:
        people, over = self._people, self._limits.over
        least = np.zeros(people.count)
        for person in range(people.count):
            if over():
                return
            least[person], _ = people.cheapest(person, self._worth)
        at_once = self.cost - self._grain
        columns = candidates(people, self._worth, least, at_once, FEW, over)
        if columns is not None:
            self._settle(columns, at_once)
        while columns is None and self.room <= NEAR * abs(self.cost) and not over():
            listed = candidates(people, self._worth, least, self.bound, MOST, over)
            if listed is None or not self._settle(listed, self.bound):
                return

    def _settle(self, columns: list[Column], cost: float) -> bool:
        """Find the best of all timetables of such a cost, or go on above it; whether to go on."""
        proof = prove(
            self._people.rows, self._people.count, columns, cost, self._grain, self._limits
        )
        self.chosen = proof.chosen
        if proof.settled:
            self.bound = cost + self._grain if proof.chosen is None else proof.chosen.cost
        return proof.settled and proof.chosen is None


def candidates(
    people: People,
    worth: Floats,
    least: Floats,
    cost: float,
    most: int,
    over: Callable[[], bool],
) -> list[Column] | None:
    """All timetables that may be in anything of such a cost; None where there are more than so
    many, or time is over.

    ``least`` is at most the reduced cost of any timetable of each person, (persons,), at
    ``worth``, what one more on each row is worth.
    """
    limits = least + (cost - people.rows.bound(worth) - float(least.sum()))
    found = list[Column]()
    for person in range(people.count):
        left = most - len(found)
        some = None if over() else people.within(person, worth, float(limits[person]), left)
        if some is None:
            return None
        found += [people.column(person, one) for one in some]
    return [c for c in found if c.reduced(worth) <= limits[c.person] + SAME]


def prove(
    rows: Rows, persons: int, columns: list[Column], cost: float, grain: float, limits: Limits
) -> Proof:
    """The cheapest choice among columns, one of each of so many persons, that costs no more than so
    much. Costs are whole multiples of the grain."""
    columns = sieve(rows, persons, columns, cost, limits)
    if len({c.person for c in columns}) < persons:
        return Proof(True, None)
    selection = Selection(rows, persons, columns)
    wanted = rows.wanted[selection.on].astype(float)
    model, costs = selection.model(wanted, np.ones(persons), whole=True, cost=cost)
    found = solve_whole(model, costs, limits, SMALLER * grain)
    if found.status is Status.INFEASIBLE:
        return Proof(True, None)
    if found.status not in (Status.OPTIMAL, Status.FEASIBLE):
        return Proof(False, None)
    taken = [columns[i] for i in np.flatnonzero(found.x[: len(columns)] > 0.5)]
    chosen = Chosen(rows, sorted(taken, key=lambda c: c.person))
    return Proof(found.status is Status.OPTIMAL, chosen)
