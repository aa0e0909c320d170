"""Which timetables are found again: of which persons, and on which days.

Persons are drawn at random, of those who may count towards a row that costs, or of those whose
timetables cost most above what the linear point asks of them. Half of the time, and mostly
where there are many persons and days in one group, all of them keep to what they have but in
some weeks, so that more of them can be found again together.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import numpy as np

from solvers.timetables.automaton import Bools, Floats
from solvers.timetables.people import EVERY_DAY, Chosen, People

#: Persons found again together over all days: fewest, most.
FEWEST, MOST = 2, 8
#: A person of the neighbourhood is of the first one's group with this chance.
SAME_GROUP = 0.9
#: Days that may be found again apart from others.
LENGTHS = (7, 14, 21, 28, 42, 56)


@dataclass(frozen=True)
class Sizes:
    """How large neighbourhoods of some days are.

    Attributes
    ----------
    chance : of one.
    shortest, longest : days.
    fewest, most : persons times days.
    """

    chance: float
    shortest: int
    longest: int
    fewest: int
    most: int


@dataclass(frozen=True)
class Part:
    """Persons, by number, and the days on which their timetables may change, (D,); all if None."""

    persons: list[int]
    free: Bools | None


class Neighbourhoods:
    """Draws them.

    ``worth`` and ``least`` may be set to the worth of one more on each row at the linear point,
    (R,), and to what each person's timetable costs there less what it is worth, (persons,).
    """

    def __init__(self, people: People, random: Random, sizes: Sizes):
        self.people, self.random, self.sizes = people, random, sizes
        self.touched = np.array([people.touched([i]) for i in range(people.count)])
        self.worth: Floats | None = None
        self.least = np.zeros(people.count)
        self._always = people.row_day == EVERY_DAY
        longest = min(sizes.longest, people.days - 1)
        self._lengths = [n for n in LENGTHS if sizes.shortest <= n <= longest]

    def draw(self, chosen: Chosen) -> Part:
        """Persons and days whose timetables are found again."""
        costs = self.people.rows.costs(chosen.covered())
        free = self._days(costs)
        return Part(self._persons(chosen, costs, free), free)

    def rows(self, part: Part) -> Bools:
        """(R,) rows that a part may count towards."""
        some = np.asarray(self.touched[part.persons].any(axis=0))
        return some if part.free is None else some & (part.free[self.people.row_day] | self._always)

    def _days(self, costs: Floats) -> Bools | None:
        """Some weeks, half of the time around a day with rows that cost."""
        if not self._lengths or self.random.random() >= self.sizes.chance:
            return None
        days, length = self.people.days, self.random.choice(self._lengths)
        by_day: Floats = np.zeros(days)
        np.add.at(by_day, self.people.row_day, np.where(self._always, 0.0, np.maximum(costs, 0.0)))
        if self.random.random() >= 0.5 or not by_day.any():
            by_day = np.ones(days)
        (day,) = self.random.choices(range(days), by_day.tolist())
        first = max(0, min(days - length, day - self.random.randrange(length)))
        return np.asarray((np.arange(days) >= first) & (np.arange(days) < first + length))

    def _size(self, free: Bools | None) -> int:
        """How many persons."""
        count = self.people.count
        if free is None:
            return self.random.randint(min(FEWEST, count), min(MOST, count))
        many = self.random.randint(self.sizes.fewest, self.sizes.most) // int(free.sum())
        return min(count, max(FEWEST, many))

    def _persons(self, chosen: Chosen, costs: Floats, free: Bools | None) -> list[int]:
        count, group, size = self.people.count, self.people.group, self._size(free)
        weight, way = np.ones(count), self.random.random()
        if way < 0.25:
            weight = self._towards(costs) + (0.0 if free is None else 0.05)
        elif self.worth is not None and way < 0.6:
            reduced = np.array([c.reduced(self.worth) for c in chosen]) - self.least
            weight = np.maximum(reduced, 0.0) + 0.01
        if self.random.random() < SAME_GROUP:  # around one of them
            (first,) = self.random.choices(range(count), weight.tolist())
            weight = weight * (group == group[first])
        some = [i for i in range(count) if weight[i] > 0.0]
        order = [self.random.random() ** (weight.max() / weight[i]) for i in some]
        return sorted(some[k] for k in np.argsort(order)[::-1][:size].tolist())

    def _towards(self, costs: Floats) -> Floats:
        """1 for persons who may count towards some row that costs, (persons,); the dearer, the more
        likely is a row."""
        each = np.maximum(costs, 0.0) * self.touched.any(axis=0)
        if not each.any():
            return np.ones(self.people.count)
        (row,) = self.random.choices(range(len(each)), each.tolist())
        return self.touched[:, row].astype(float)
