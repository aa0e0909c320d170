"""A roster's people, as the search over whole timetables sees them."""

from __future__ import annotations

import numpy as np

from solvers.roster.person import pricer_of, prices
from solvers.roster.problem import OFF, Floats, Ints, RosterProblem
from solvers.timetables.automaton import follow
from solvers.timetables.people import Column, Rows

#: What one below the least cover costs a search, in what one missing costs elsewhere.
FIRM = 30.0


class RosterPeople:
    """Persons of a roster; a timetable is the duty of each day, ``OFF`` for none."""

    def __init__(self, problem: RosterProblem):
        self.problem = problem
        cover = problem.cover
        # Below the least cover a search pays more than anything else costs.
        dearest = max(float(cover.under.max(initial=1.0)), float(abs(problem.preference).max()))
        firm = np.where(cover.least > 0, FIRM * dearest, cover.under)
        self.rows = Rows(cover.wanted, cover.under, cover.over, cover.least, firm)
        self._pricers = [pricer_of(problem, e) for e in range(len(problem.people))]
        at, row = problem.pairs
        order = np.argsort(at, kind="stable")
        self._rows = row[order]
        size = problem.days * len(problem.duties)
        self._first = np.searchsorted(at[order], np.arange(size + 1))

    @property
    def count(self) -> int:
        return len(self.problem.people)

    def cheapest(
        self, person: int, worth: Floats, exact: bool = True
    ) -> tuple[float, list[Column]]:
        """Best against the worth of one more on each cover row."""
        cost, best = prices(self.problem, person, self.problem.cover_value(person, worth))
        value, found = self._pricers[person].best(cost, exact)
        days = np.arange(self.problem.days)
        duties = [np.where(symbols == 0, OFF, best[days, symbols - 1]) for symbols in found]
        return value, [self.column(person, each) for each in duties]

    def column(self, person: int, duties: Ints) -> Column:
        """The column of a person's duties, (D,)."""
        problem, pricer = self.problem, self._pricers[person]
        (days,) = np.nonzero(duties != OFF)
        shifts = problem.duty_shift[duties[days]]
        symbols = np.zeros(problem.days, np.int64)
        symbols[days] = shifts + 1
        walked = follow(pricer.automaton, problem.day_class, symbols).cost
        at = days * len(problem.duties) + duties[days]
        rows = [self._rows[self._first[k] : self._first[k + 1]] for k in at]
        return Column(
            person,
            walked + float(problem.preference[person, days, shifts].sum()),
            np.concatenate([*rows, np.zeros(0, np.int64)]).astype(np.int64),
            duties.astype(np.int64),
        )
