"""Columns are found until none is missing: the linear bound, and what stands behind it.

Prices are smoothed towards those of before (Wentges 1997), so that they settle. Every round
gives a valid bound: what cover costs at those prices, and each person's best.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np

from solvers.timetables.automaton import Floats
from solvers.timetables.master import Master, Point
from solvers.timetables.people import Column, People

#: Share of the last prices kept.
SMOOTHING = 0.5
#: Reduced cost below which a column is worth adding.
WORTH = 1e-6


@dataclass(frozen=True)
class Generated:
    """The last point of the master, the best bound on it, and whether no column is missing."""

    point: Point
    bound: float
    whole: bool


def generate(
    people: People,
    master: Master,
    persons: Sequence[int],
    executor: Executor,
    over: Callable[[], bool],
    rounds: int = 1_000_000,
    near: float = 1e-2,
) -> Generated | None:
    """Add columns of persons not yet fixed, until bound and value are ``near`` each other, or
    for so many rounds; None where the master could not be solved."""
    bound, smooth, point, whole, exact = -np.inf, None, master.solve(), False, False
    for _ in range(rounds):
        if point is None:
            return None
        if over():
            break
        smooth = _smoothed(smooth, point.worth)
        lower, added = _price(people, master, persons, executor, point, smooth, exact)
        bound = max(bound, lower)
        if point.value - bound < near:
            whole = True
            break
        if not added:
            settled = np.abs(smooth - point.worth).max(initial=0.0) < 1e-9
            if settled and exact:
                break
            # Next time with the prices as they are, and every rule watched.
            smooth, exact = None, exact or settled
            continue
        point = master.solve()
    return None if point is None else Generated(point, bound, whole)


def _smoothed(before: Floats | None, now: Floats) -> Floats:
    return now if before is None else SMOOTHING * before + (1.0 - SMOOTHING) * now


def _price(
    people: People,
    master: Master,
    persons: Sequence[int],
    executor: Executor,
    point: Point,
    worth: Floats,
    exact: bool,
) -> tuple[float, int]:
    """Bound at these prices, and how many columns were added."""
    # What cover costs at prices between what one missing and one too many cost.
    lower = float(worth @ master.rows.wanted)
    free = []
    for i, person in enumerate(persons):
        index = master.fixed.get(person)
        if index is None:
            free.append((i, person))
        else:
            column = master.columns[index]
            lower += column.cost - float(worth[column.rows].sum())
    found = executor.map(lambda each: people.cheapest(each[1], worth, exact), free)
    added = 0
    for (i, _), (value, columns) in zip(free, found, strict=True):
        lower += value
        added += sum(master.add(c) for c in columns if _reduced(c, point, i) < -WORTH)
    return lower, added


def _reduced(column: Column, point: Point, i: int) -> float:
    return column.cost - float(point.worth[column.rows].sum()) - float(point.person[i])
