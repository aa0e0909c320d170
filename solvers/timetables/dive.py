"""From a master's shares to one whole timetable for each person.

The persons with the largest shares get those timetables, a few at a time; for the others a
smaller model is made of what is left to cover and of their best columns, and columns are
found again. Where time is over, whoever is left has their best in turn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Executor

import numpy as np

from solvers.timetables.choose import cheapest_reduced
from solvers.timetables.generation import generate
from solvers.timetables.master import Master, Point
from solvers.timetables.people import Chosen, Column, People, Rows

#: Share that counts as chosen, and of all persons how many are settled besides, at a time.
CHOSEN = 0.999
AT_ONCE = 0.05
#: Columns of each other person that are kept, and rounds of new ones, after each settling.
KEPT = 30
ROUNDS = 16


def dive(
    people: People,
    master: Master,
    point: Point,
    executor: Executor,
    over: Callable[[], bool],
    at_once: float = AT_ONCE,
    rounds: int = ROUNDS,
) -> tuple[Chosen | None, list[Column]]:
    """Whole timetables of the master's persons for what its rows ask, and the columns found on the
    way; no timetables where a person has none.

    Of all persons the share ``at_once`` is settled at a time, and there are so many ``rounds``
    of new columns after each.
    """
    rows, settled, found = master.rows, list[Column](), list[Column]()
    left, most = master.persons, max(1, int(len(master.persons) * at_once))
    while left:
        now = _settle(master, point, most)
        if not now:
            return None, found
        settled += now
        gone = {column.person for column in now}
        left = [person for person in left if person not in gone]
        if not left:
            break
        kept = [c for c in master.columns if c.person not in gone]
        known = cheapest_reduced(kept, point.worth, KEPT)
        here = Chosen(master.rows, now)
        rest = master.rows.without(here.covered())
        master = Master(rest.only(people.touched(left)), left, known)
        again = generate(people, master, executor, over, rounds, _about)
        found += master.columns[len(known) :]
        if again is None or over():
            last, _ = in_turn(people, master.rows, left)
            if last is None:
                return None, found
            settled += last
            break
        point = again.point
    return Chosen(rows, sorted(settled, key=lambda c: c.person)), found


def in_turn(
    people: People, rows: Rows, persons: Iterable[int], over: Callable[[], bool] = lambda: False
) -> tuple[list[Column] | None, float]:
    """Each person's best in turn, given those before; None where somebody's is not found, or time
    is over, and then a lower bound on what that person's costs."""
    columns, covered = list[Column](), np.zeros(len(rows.wanted), np.int64)
    for person in persons:
        if over():
            return None, -np.inf
        least, best = people.cheapest(person, rows.worth(covered), exact=False)
        if not best:
            return None, least
        columns.append(best[0])
        covered[best[0].rows] += best[0].counts
    return columns, -np.inf


def _about(value: float, bound: float) -> bool:
    return value - bound < max(0.5, 0.002 * abs(value))


def _settle(master: Master, point: Point, most: int) -> list[Column]:
    """What is chosen whole, and the largest shares of so many others."""
    picked: dict[int, Column] = {}
    besides = 0
    for index in np.argsort(-point.share, kind="stable").tolist():
        share, column = point.share[index], master.columns[index]
        if share <= 1e-9 or (besides >= most and share < CHOSEN):
            break
        if column.person not in picked:
            picked[column.person] = column
            besides += share < CHOSEN
    return list(picked.values())
