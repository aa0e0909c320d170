"""A roster's people, as the search over whole timetables sees them."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy

import numpy as np

from solvers.roster.costs import term_prices
from solvers.roster.person import Known, Person
from solvers.roster.problem import Bools, Floats, Ints, RosterProblem
from solvers.roster.steps import steps_of
from solvers.timetables.people import Column, Rows
from solvers.timetables.steps import Tables

#: What one below the least cover costs a search, in what one missing costs elsewhere.
FIRM = 30.0


def firm_price(problem: RosterProblem) -> float:
    """What each one below the least cover costs: more than anything else does."""
    dearest = float(problem.cover.under.max(initial=1.0))
    dearest = max(dearest, float(abs(problem.preference).max(initial=0.0)))
    for person in range(len(problem.people)):
        prices = term_prices(problem, person)
        dearest = max(dearest, float(prices[np.isfinite(prices)].max(initial=0.0)))
    return FIRM * dearest


def rows_of(problem: RosterProblem) -> Rows:
    """Cover, with what is missing below the least at its price."""
    cover = problem.cover
    # There can be less than the least only where it is more than all who take away.
    some = cover.least > np.minimum(cover.weight, 0).sum(axis=1)
    firm = np.where(some, firm_price(problem), cover.under)
    return Rows(cover.wanted, cover.under, cover.over, cover.least, firm)


class RosterPeople:
    """Persons of a roster; a timetable is the duty of each day, ``OFF`` for none."""

    stall, lists = None, True

    def __init__(self, problem: RosterProblem):
        self._problem, self.rows = problem, rows_of(problem)
        known: Known = {}
        self._persons = [Person(problem, e, known) for e in range(len(problem.people))]
        many = len(self._persons)
        self.group = np.zeros(many, np.int64) if problem.group is None else problem.group
        self.days, self.row_day = problem.days, problem.cover.day

    @property
    def count(self) -> int:
        return len(self._persons)

    def touched(self, persons: Iterable[int]) -> Bools:
        """(R,) rows that any of the persons may count towards."""
        some = np.zeros(len(self.rows.wanted), bool)
        for person in persons:
            some[self._persons[person].rows] = True
        return some

    def insist(self, covered: Ints) -> bool:
        """No: least cover costs more than anything else from the start."""
        return False

    def held(self, columns: Iterable[Column], free: Bools) -> RosterPeople:
        """The same people, of whom these keep to their timetables but on free days, (D,)."""
        held = copy(self)
        held._persons = list(self._persons)
        for column in columns:
            person = self._persons[column.person]
            held._persons[column.person] = person.held(column.timetable, free)
        return held

    def cheapest(
        self, person: int, worth: Floats, exact: bool = True, several: bool = True
    ) -> tuple[float, list[Column]]:
        """Best against the worth of one more on each cover row."""
        value, found = self._persons[person].cheapest(worth, exact, several)
        return value, [self.column(person, duties) for duties in found]

    def within(self, person: int, worth: Floats, limit: float, most: int) -> Ints | None:
        """All that cost no more than the limit against the worth of one more on each row."""
        return self._persons[person].within(worth, limit, most)

    def tables(self) -> Tables | None:
        """Everybody's rules, prices and cover for changes of a few days at a time."""
        return steps_of(self._problem, self._persons, self.rows)

    def column(self, person: int, duties: Ints) -> Column:
        """The column of a person's duties, (D,)."""
        cost, rows, counts = self._persons[person].measured(duties)
        return Column(person, cost, rows, counts, duties.astype(np.int64))
