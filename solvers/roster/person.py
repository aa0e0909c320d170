"""One person's timetables, as the search sees them.

Symbols are rest, then the sorts of shifts that the person may be given.
"""

from __future__ import annotations

from collections.abc import Hashable
from copy import copy

import numpy as np

from solvers.roster.own import Own, own_problem
from solvers.roster.problem import CLASSES, OFF, Bools, Floats, Ints, RosterProblem
from solvers.roster.rules import PERSON_RULES
from solvers.timetables.automaton import Automaton, follow, product
from solvers.timetables.cheapest import Rules
from solvers.timetables.pricer import Pricer
from solvers.timetables.within import Options

#: Rules by what they depend on, for all who share them.
Known = dict[Hashable, Rules]


def automaton_of(own: Own) -> Automaton:
    """All the person's rules at once."""
    parts = [rule.states(own.problem, 0) for rule in PERSON_RULES]
    some = [part for part in parts if part is not None]
    return product(some) if some else _anything(own.problem)


def _anything(problem: RosterProblem) -> Automaton:
    shape = (CLASSES, 1, len(problem.shifts) + 1)
    return Automaton(np.zeros(shape, np.int64), np.zeros(shape), np.zeros(1))


class Person:
    """One person: rules, what each duty costs, and which cover rows it counts towards.

    ``known`` holds rules of others, and takes these where they are new. ``rows`` are the cover
    rows that the person may count towards.
    """

    def __init__(self, problem: RosterProblem, person: int, known: Known):
        own = own_problem(problem, person)
        if own.key not in known:
            known[own.key] = Rules(automaton_of(own), problem.day_class)
        self.rules, self.days = known[own.key], problem.days
        rest, working = ~problem.must[person][:, None], own.problem.available[0]
        self._pricer = Pricer(self.rules, np.concatenate([rest, working], axis=1))
        duty_sort = own.sort[problem.duty_shift]
        # The person's duties, by sort; from here on a duty is a place in them.
        (mine,) = np.nonzero(problem.may[person] & (duty_sort != OFF))
        self._duties = mine[np.argsort(duty_sort[mine], kind="stable")]
        self._symbol = duty_sort[self._duties] + 1
        # Of each duty, and last of OFF.
        self._symbol_of = np.append(np.where(duty_sort == OFF, 0, duty_sort + 1), 0)
        shift = problem.duty_shift[self._duties]
        free = problem.available[person][:, shift]
        self._alone = np.where(free, problem.preference[person][:, shift], np.inf)
        self._place = np.full(len(problem.duties), OFF)
        self._place[self._duties] = np.arange(len(self._duties))
        at, row = problem.pairs
        weight = problem.cover.weight[row, person]
        place = self._place[at % len(problem.duties)]
        some = (weight != 0) & (place != OFF)
        at = (at // len(problem.duties) * len(self._duties) + place)[some]
        order = np.argsort(at, kind="stable")
        self._at, self._row, self._weight = at[order], row[some][order], weight[some][order]
        self._first = np.searchsorted(self._at, np.arange(free.size + 1))
        self.rows = np.unique(self._row)
        self._held: Ints | None = None
        self._free = np.ones(self.days, bool)

    def held(self, duties: Ints, free: Bools) -> Person:
        """The same person, who keeps to these duties, (D,), but on free days, (D,)."""
        held = copy(self)
        held._held, held._free = duties, free
        held._pricer = self._pricer.held(self.symbols(duties), free)
        return held

    def cheapest(
        self, worth: Floats, exact: bool, several: bool = True
    ) -> tuple[float, list[Ints]]:
        """A bound, and the duties of cheap timetables, (D,), where one more on each cover row is
        worth so much, (R,)."""
        cost, best = self.prices(worth)
        value, found = self._pricer.best(cost, exact, several)
        days = np.arange(self.days)
        return value, [best[days, symbols] for symbols in found]

    def prices(self, worth: Floats) -> tuple[Floats, Ints]:
        """Cost of each symbol on each day, and the duty that it is best worked as, (D, A);
        OFF for rest, and where there is none."""
        net = self._net(worth)
        symbols = self.rules.automaton.following.shape[2]
        cost, best = np.zeros((self.days, symbols)), np.full((self.days, symbols), OFF)
        first = np.searchsorted(self._symbol, np.arange(symbols + 1))
        days = np.arange(self.days)
        for symbol in range(1, symbols):
            low, high = first[symbol], first[symbol + 1]
            if low < high:
                at = low + net[:, low:high].argmin(axis=1)
                least = net[days, at]
                cost[:, symbol] = np.where(np.isfinite(least), least, 0.0)
                best[:, symbol] = np.where(np.isfinite(least), self._duties[at], OFF)
        if self._held is not None:
            self._keep(self._held, net, cost, best)
        return cost, best

    def _net(self, worth: Floats) -> Floats:
        """What each duty costs by itself less what it is worth on each day, (D, duties)."""
        value = np.bincount(
            self._at, weights=worth[self._row] * self._weight, minlength=self._alone.size
        )
        return self._alone - value.reshape(self._alone.shape)

    def _keep(self, held: Ints, net: Floats, cost: Floats, best: Ints) -> None:
        """On days that are not free a symbol is worked as the duty held, and costs what that does."""
        (days,) = np.nonzero(~self._free & (held != OFF))
        symbols = self.symbols(held)[days]
        cost[days, symbols], best[days, symbols] = net[days, self._place[held[days]]], held[days]

    def options(self) -> Floats:
        """What rest, and then each duty, costs by itself on each day, (D, U + 1); infinite where the
        person may not have it."""
        options = np.full((self.days, len(self._place) + 1), np.inf)
        options[:, 0] = np.where(self._pricer.allowed[:, 0], 0.0, np.inf)
        options[:, 1 + self._duties] = self._alone
        return options

    def within(self, worth: Floats, limit: float, most: int) -> Ints | None:
        """The duties of every timetable, (timetables, D), that costs no more than the limit against
        what one more on each cover row is worth, what counters cost that are not watched left
        out; None where there are more than so many."""
        rest, net = self._pricer.allowed[:, 0], self._net(worth)
        duty = np.append(self._duties, OFF)
        cost = np.concatenate([net, np.where(rest, 0.0, np.inf)[:, None]], axis=1)
        day, place = np.nonzero(np.isfinite(cost))
        options = Options(
            np.searchsorted(day, np.arange(self.days + 1)),
            np.append(self._symbol, 0)[place],
            cost[day, place],
        )
        found = self.rules.within(options, self._pricer.watched, limit, most)
        return None if found is None else np.asarray(duty[place[found]])

    def symbols(self, duties: Ints) -> Ints:
        """The symbols of a timetable of the person's duties, (D,)."""
        return self._symbol_of[duties]

    def measured(self, duties: Ints) -> tuple[float, Ints, Ints]:
        """What a timetable of the person's costs by itself, the cover rows that it counts towards,
        and what it counts as on each."""
        (days,) = np.nonzero(duties != OFF)
        place = self._place[duties[days]]
        cost = follow(self.rules.automaton, self.rules.day_class, self.symbols(duties)).cost
        cost += float(self._alone[days, place].sum())
        at = days * len(self._duties) + place
        first, many = self._first[at], self._first[at + 1] - self._first[at]
        before = np.cumsum(many) - many
        held = np.arange(many.sum()) + np.repeat(first - before, many)
        return cost, self._row[held], self._weight[held]
