"""What a stage supplies: cover, and each person's cheapest timetable against prices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from solvers.timetables.automaton import Bools, Floats, Ints
from solvers.timetables.steps import Tables

#: The day of a row that every day of a timetable may count towards.
EVERY_DAY = -1


@dataclass(frozen=True)
class Column:
    """One whole timetable of one person.

    Attributes
    ----------
    person : whose.
    cost : what it costs by itself.
    rows : cover rows that it counts towards, once each.
    counts : what it counts as on each of them; may be less than nothing.
    timetable : the stage's own statement of it.
    """

    person: int
    cost: float
    rows: Ints
    counts: Ints
    timetable: Ints

    def reduced(self, worth: Floats) -> float:
        """Cost less what it is worth where one more on each row is worth so much, (R,)."""
        return self.cost - float(worth[self.rows] @ self.counts)

    @property
    def key(self) -> tuple[int, bytes]:
        return self.person, self.timetable.tobytes()


@dataclass(frozen=True)
class Worst:
    """Rows of which only the one that misses most costs, such as what each person has of some good.

    Attributes
    ----------
    rows : (n,) their numbers; on each the most is wanted that costs nothing, and no less.
    price : of each one missing there.
    missing, most : as many are missing anyhow, and never more; may be less than nothing.
    """

    rows: Ints
    price: float
    missing: float
    most: float


@dataclass(frozen=True)
class Rows:
    """Cover, (R,) each: people wanted, and the cost of each one missing or too many.

    Attributes
    ----------
    least : below this, each one missing costs ``below`` instead of ``under``.
    worst : rows that cost otherwise; under, over and below are its price, nothing, and its price.
    """

    wanted: Ints
    under: Floats
    over: Floats
    least: Ints
    below: Floats
    worst: Worst | None = None

    def costs(self, covered: Ints) -> Floats:
        """What it costs on each row that so many are there, (R,); of the rows of which only one costs
        all of it stands on that one."""
        missing = np.maximum(self.wanted - covered, 0)
        excess = np.maximum(covered - self.wanted, 0)
        deep = np.maximum(self.least - covered, 0)
        costs = self.under * missing + self.over * excess + (self.below - self.under) * deep
        if self.worst is not None:
            rows = self.worst.rows
            costs[rows] = 0.0
            most = rows[np.argmax((self.wanted - covered)[rows])]
            costs[most] = self.worst.price * self._most(covered)
        return costs

    def _most(self, covered: Ints) -> float:
        """How many are missing where most are."""
        assert self.worst is not None
        return max(self.worst.missing, float((self.wanted - covered)[self.worst.rows].max()))

    def cost(self, covered: Ints) -> float:
        """What it costs on all rows."""
        return float(self.costs(covered).sum())

    def without(self, covered: Ints) -> Rows:
        """What is left to cover where so many are there."""
        return replace(self, wanted=self.wanted - covered, least=self.least - covered)

    def only(self, these: Bools) -> Rows:
        """The same where all other rows cost nothing more than they do now."""
        costs = (np.where(these, cost, 0.0) for cost in (self.under, self.over, self.below))
        under, over, below = costs
        worst = self.worst
        if worst is not None:
            kept = these[worst.rows]
            there = self.wanted[worst.rows[~kept]].max(initial=worst.missing)
            worst = replace(worst, rows=worst.rows[kept], missing=float(there))
            if not kept.any():
                worst = None
        return Rows(self.wanted, under, over, self.least, below, worst)

    @property
    def matter(self) -> Bools:
        """(R,) rows that cost anything."""
        return (self.under != 0.0) | (self.over != 0.0) | (self.below != 0.0)

    def worth(self, covered: Ints) -> Floats:
        """What one more person on each row saves."""
        missing = np.where(covered < self.least, self.below, self.under)
        return np.where(covered < self.wanted, missing, -self.over)

    def bound(self, worth: Floats) -> float:
        """The least that cover costs beside what people there are worth, at any such prices
        between what one missing and one too many cost. It holds for any number of people, less
        than none too."""
        between = (self.wanted - self.least) * np.maximum(worth - self.under, 0.0)
        least = float(worth @ self.wanted - between.sum())
        if self.worst is not None:
            left = self.worst.price - float(worth[self.worst.rows].sum())
            least += left * (self.worst.missing if left >= 0.0 else self.worst.most)
        return least


class People(Protocol):
    """Persons by number, and their timetables."""

    @property
    def stall(self) -> int | None:
        """Rounds of columns after which no more is to be hoped for if they bring little; None where
        every person's best is found in the end."""
        ...

    @property
    def lists(self) -> bool:
        """Whether ``within`` may list anything."""
        ...

    @property
    def count(self) -> int: ...

    @property
    def days(self) -> int: ...

    @property
    def rows(self) -> Rows: ...

    @property
    def group(self) -> Ints:
        """(persons,) persons of one number share most of their cover, and little with others."""
        ...

    @property
    def row_day(self) -> Ints:
        """(R,) the day of each row, or EVERY_DAY."""
        ...

    def touched(self, persons: Iterable[int]) -> Bools:
        """(R,) rows that any of the persons may count towards."""
        ...

    def insist(self, covered: Ints) -> bool:
        """Whether some rows have become dearer, for what is there, (R,), is not enough on some that
        must be kept if they can."""
        ...

    def held(self, columns: Iterable[Column], free: Bools) -> People:
        """The same people, of whom these keep to their timetables but on free days, (D,)."""
        ...

    def cheapest(
        self, person: int, worth: Floats, exact: bool = True, several: bool = True
    ) -> tuple[float, list[Column]]:
        """Against what one more on each row is worth, (R,): a lower bound on the cost less the
        worth of any of the person's timetables, infinite if there is none, and some good
        ones. Not exact, the bound may be lower and the best not among them; several, there
        are more of them than one has to have."""
        ...

    def within(self, person: int, worth: Floats, limit: float, most: int) -> Ints | None:
        """All of a person's timetables, (timetables, D), that cost no more than the limit less their
        worth, and perhaps some that cost more; None where there are more than so many, or it
        would take too long to know."""
        ...

    def column(self, person: int, timetable: Ints) -> Column:
        """The column of a person's timetable."""
        ...

    def tables(self) -> Tables | None:
        """What changes of a few days of timetables cost; None where that cannot be told."""
        ...


@dataclass
class Chosen:
    """One timetable for each person."""

    rows: Rows
    columns: list[Column]

    def covered(self) -> Ints:
        """What is on each row."""
        count = np.zeros(len(self.rows.wanted), np.int64)
        for column in self.columns:
            count[column.rows] += column.counts
        return count

    @property
    def cost(self) -> float:
        return sum(c.cost for c in self.columns) + self.rows.cost(self.covered())

    def __iter__(self) -> Iterator[Column]:
        return iter(self.columns)
