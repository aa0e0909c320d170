"""Columns are found until none is missing: the linear bound, and what stands behind it.

Prices are smoothed towards those of before (Wentges 1997), so that they settle. In a few rounds
they settle soonest with several columns of a person at a time, to the end with one once there
are many: a master of more columns takes longer than more rounds do. Every round gives a valid
bound: what cover costs at those prices, and each person's best.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np

from solvers.timetables.automaton import Floats
from solvers.timetables.master import Master, Point
from solvers.timetables.people import Column, People

#: Share of the last prices kept, to the end and in a few rounds.
SMOOTHING, SOON = 0.75, 0.5
#: Parts in which persons are priced at a time.
PARTS = 2
#: Share of the gap that must be left for rounds to have stalled.
STALLED = 0.95
#: Reduced cost below which a column is worth adding.
WORTH = 1e-6


def near(value: float, bound: float) -> bool:
    """The bound is the master's value but for a hundredth."""
    return value - bound < 1e-2


@dataclass(frozen=True)
class Generated:
    """The last point of the master, the best bound on its value, and rounds that it took."""

    point: Point
    bound: float
    rounds: int


def generate(
    people: People,
    master: Master,
    executor: Executor,
    over: Callable[[], bool],
    rounds: int = 1_000_000,
    enough: Callable[[float, float], bool] = near,
    several: float = np.inf,
    stall: int | None = None,
) -> Generated | None:
    """Add columns of the master's persons until its value and the bound on it are near
    ``enough``, or for so many rounds; None where the master could not be solved. Several columns
    of a person come at a time while there are no more than ``several`` of each. It ends too
    where in ``stall`` rounds the value comes little nearer to the bound."""
    gaps = list[float]()
    bound, smooth, point, exact, took = -np.inf, None, master.solve(), False, 0
    while took < rounds:
        took += 1
        if point is None:
            return None
        if over():
            break
        few = len(master.columns) <= several * len(master.persons)
        smooth = _smoothed(smooth, point.worth, SOON if few else SMOOTHING)
        lower, added = _price(people, master, executor, point, smooth, exact, few, over)
        bound = max(bound, lower)
        if enough(point.value, bound):
            break
        gaps.append(point.value - bound)
        if stall is not None and len(gaps) > stall and gaps[-1] > STALLED * gaps[-1 - stall]:
            if exact:
                break
            gaps, exact = [], True  # a last time, for the bound
            continue
        if not added:
            settled = np.abs(smooth - point.worth).max(initial=0.0) < 1e-9
            if settled and exact:
                break
            # Next time with the prices as they are, and every rule watched.
            smooth, exact = None, exact or settled
            continue
        point = master.solve()
    return None if point is None else Generated(point, bound, took)


def _smoothed(before: Floats | None, now: Floats, kept: float) -> Floats:
    return now if before is None else kept * before + (1.0 - kept) * now


def _price(
    people: People,
    master: Master,
    executor: Executor,
    point: Point,
    worth: Floats,
    exact: bool,
    several: bool,
    over: Callable[[], bool],
) -> tuple[float, int]:
    """Bound at these prices, and how many columns were added."""
    lower = master.rows.bound(worth)

    def each(person: int) -> tuple[float, list[Column]]:
        # A long round ends at once: without a bound, with the columns there are.
        return (-np.inf, []) if over() else people.cheapest(person, worth, exact, several)

    # Neighbours in the list have like terms, and take as long: turn and turn about.
    parts = [master.persons[k::PARTS] for k in range(PARTS)]
    done = list(executor.map(lambda part: [each(person) for person in part], parts))
    found = [done[i % PARTS][i // PARTS] for i in range(len(master.persons))]
    added = 0
    for i, (value, columns) in enumerate(found):
        lower += value
        added += sum(master.add(c) for c in columns if _reduced(c, point, i) < -WORTH)
    return lower, added


def _reduced(column: Column, point: Point, i: int) -> float:
    return column.reduced(point.worth) - float(point.person[i])
