"""A rotation's people, as the search over whole timetables sees them.

Costs are points that are not there: what a rotation is worth, less than nothing. A row for each
person holds their points, and of all such rows the one with fewest counts besides.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import replace

import numpy as np

from solvers.rotation.placements import Placements
from solvers.rotation.pricer import Pricer
from solvers.rotation.problem import HOME, Bools, Floats, Ints, RotationProblem
from solvers.timetables.people import EVERY_DAY, Column, Rows, Worst

#: How much dearer places get that are not kept, each time, and up to what.
FIRMER, FIRMEST = 4.0, 1e6


class RotationPeople:
    """People who rotate; a timetable is where they are in each period, ``HOME`` for none."""

    stall = 12

    def __init__(self, problem: RotationProblem):
        self.problem = problem
        people, self.days = problem.present.shape
        self._rules: dict[bytes, Placements] = {}
        self._pricers = [self._pricer(person) for person in range(people)]
        self.group = np.zeros(people, np.int64)
        self._length = np.tile(problem.length, len(problem.hosts))
        self._begin = -problem.value.reshape(people, -1).astype(float)
        # Where it is not known which placements are done, there are far too many to list.
        self.lists = all(each.rules.knows_all for each in self._pricers)
        self._places = self._rows_at()
        self.rows = self._all_rows()
        period = np.argwhere(self._places >= 0)[:, 0]
        self.row_day = np.concatenate([period, np.full(people, EVERY_DAY)])

    @property
    def count(self) -> int:
        return len(self._pricers)

    def _pricer(self, person: int) -> Pricer:
        problem = self.problem
        required = problem.required[person]
        key = required.tobytes()
        if key not in self._rules:
            self._rules[key] = Placements(problem, required)
        there = problem.able[person].reshape(-1) & problem.present[person][:, None]
        home = np.ones((self.days, 1), bool)
        return Pricer(self._rules[key], np.concatenate([home, there], axis=1))

    def _rows_at(self) -> Ints:
        """(T, HK) the number of each place's row, by period; less than nought where there cannot be
        too few or too many."""
        problem = self.problem
        able = problem.present.T.astype(np.int64) @ problem.able.reshape(self.count, -1)
        least, most = (each.reshape(self.days, -1) for each in (problem.least, problem.most))
        matter = (least > 0) | (most < able)
        places = np.full(matter.shape, -1)
        places[matter] = np.arange(matter.sum())
        return places

    def _all_rows(self) -> Rows:
        """Rows of places, then of people's points."""
        problem, people, here = self.problem, self.count, self._places >= 0
        least = problem.least.reshape(here.shape)[here]
        most = problem.most.reshape(here.shape)[here]
        # One placement more or less, with two changes of host and a wait through all periods.
        value, change, wait = (
            np.abs(each).reshape(people, -1).max(axis=1, initial=0)
            for each in (problem.value, problem.change, problem.wait)
        )
        firm = np.full(len(least), float((value + 2 * change + self.days * wait).max()))
        ever = float(((value + change) * problem.required.sum(axis=1) + self.days * wait).max())
        none, price = np.zeros(people, np.int64), np.full(people, float(problem.worst))
        own = len(firm) + np.arange(people)
        return Rows(
            np.concatenate([most, none]),
            np.concatenate([np.zeros(len(firm)), price]),
            np.concatenate([firm, none.astype(float)]),
            np.concatenate([least, none]),
            np.concatenate([firm, price]),
            Worst(own, float(problem.worst), -ever, ever) if problem.worst else None,
        )

    def touched(self, persons: Iterable[int]) -> Bools:
        """(R,) rows that any of the persons may count towards."""
        some = np.zeros(len(self.rows.wanted), bool)
        for person in persons:
            on = self._places[self._pricers[person].allowed[:, 1:]]
            some[on[on >= 0]] = True
            some[len(some) - self.count + person] = True
        return some

    def tables(self) -> None:
        """None: a placement lasts for some periods, and is not changed day by day."""

    def insist(self, covered: Ints) -> bool:
        """Whether places that are not kept have become dearer."""
        firm = self.row_day != EVERY_DAY
        dearest = float(self.rows.over[firm].max(initial=0.0))
        if dearest >= FIRMEST or not self.rows.costs(covered)[firm].any():
            return False
        over, below = (
            np.where(firm, FIRMER * each, each) for each in (self.rows.over, self.rows.below)
        )
        self.rows = replace(self.rows, over=over, below=below)
        return True

    def held(self, columns: Iterable[Column], free: Bools) -> RotationPeople:
        """The same people, of whom these keep to where they are but in free periods, (T,)."""
        held = copy(self)
        held._pricers = list(self._pricers)
        for column in columns:
            pricer = self._pricers[column.person]
            held._pricers[column.person] = pricer.held(column.timetable + 1, free)
        return held

    def cheapest(
        self, person: int, worth: Floats, exact: bool = True, several: bool = True
    ) -> tuple[float, list[Column]]:
        """Best against the worth of one more in each place, and of each point of a person."""
        value, found = self._pricers[person].best(*self._costs(person, worth), exact, several)
        return value, [self.column(person, symbols - 1) for symbols in found]

    def _costs(self, person: int, worth: Floats) -> tuple[Floats, Floats, float]:
        """What it costs to begin each placement with each host, (T, K, H), to be at home, (T,), and to
        change hosts."""
        problem, (periods, stays) = self.problem, self._places.shape
        scale = 1.0 + float(worth[len(worth) - self.count + person])
        each = np.where(self._places >= 0, worth[self._places], 0.0)
        so_far = np.vstack([np.zeros(stays), np.cumsum(each, axis=0)])
        end = np.minimum(np.arange(periods)[:, None] + self._length, periods)
        begin = scale * self._begin[person] + so_far[:-1]
        begin -= np.take_along_axis(so_far, end, axis=0)
        return (
            begin.reshape(periods, len(problem.hosts), -1).transpose(0, 2, 1),
            np.full(periods, -scale * problem.wait[person]),
            -scale * float(problem.change[person]),
        )

    def within(self, person: int, worth: Floats, limit: float, most: int) -> Ints | None:
        """All that cost no more than the limit against the worth of one more on each row."""
        found = self._pricers[person].within(*self._costs(person, worth), limit, most)
        return None if found is None else found - 1

    def column(self, person: int, timetable: Ints) -> Column:
        """The column of where a person is, (T,)."""
        points = self.problem.points(person, timetable)
        (on,) = np.nonzero(timetable != HOME)
        rows = self._places[on, timetable[on]]
        rows = np.append(rows[rows >= 0], len(self.rows.wanted) - self.count + person)
        counts = np.append(np.ones(len(rows) - 1, np.int64), points)
        return Column(person, -float(points), rows, counts, timetable.astype(np.int64))
