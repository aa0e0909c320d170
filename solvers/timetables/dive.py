"""From a master's shares to one whole timetable for each person.

The largest shares are fixed, a few persons at a time, and columns are found again for the
others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor

import numpy as np

from solvers.timetables.generation import generate
from solvers.timetables.master import Master, Point
from solvers.timetables.people import Chosen, People

#: Share that counts as chosen, and of all persons how many are fixed besides, at a time.
CHOSEN = 0.999
AT_ONCE = 0.05
#: Rounds of columns after each fixing.
ROUNDS = 8
NEAR = 0.5


def dive(
    people: People,
    master: Master,
    persons: Sequence[int],
    point: Point,
    executor: Executor,
    over: Callable[[], bool],
) -> Chosen | None:
    """Whole timetables of persons, for what the master's rows ask; None where a person has
    none, or time is over. The master keeps what was fixed."""
    while len(master.fixed) < len(persons):
        _fix(master, point, max(1, int(len(persons) * AT_ONCE)))
        if len(master.fixed) == len(persons):
            break
        found = generate(people, master, persons, executor, over, ROUNDS, NEAR)
        if found is None or over():
            return None
        point = found.point
        if point.share.sum() < len(persons) - 1e-6 and not _anyone(master, point):
            return None
    return Chosen(master.rows, [master.columns[i] for _, i in sorted(master.fixed.items())])


def _fix(master: Master, point: Point, most: int) -> None:
    """Fix what is chosen whole, and the largest shares of others."""
    picked = 0
    for index in np.argsort(-point.share, kind="stable").tolist():
        share = point.share[index]
        if share <= 0.0 or (picked >= most and share < CHOSEN):
            break
        if master.columns[index].person not in master.fixed:
            master.fix(index)
            picked += 1


def _anyone(master: Master, point: Point) -> bool:
    """Whether a person not yet fixed has any share of a column."""
    return any(
        share > 0.0 and column.person not in master.fixed
        for share, column in zip(point.share, master.columns, strict=True)
    )
