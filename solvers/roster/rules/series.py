"""Runs of days on shifts of one sort, such as nights: how long, and the rest after them.

A run is of days one after another, and ends where a day off or a shift of another sort
follows. Days before the first count; too many of them are not charged again. The rest is
from the end of the run's last shift to the start of the next shift of any kind. What comes
after the last day is not asked for.
"""

from __future__ import annotations

import numpy as np

from solvers.engine.violation import Violation
from solvers.roster.problem import CLASSES, DAY, OFF, Ints, RosterProblem, Series
from solvers.roster.rules.clock import last_before, on_the_clock
from solvers.roster.rules.ranges import Found, place
from solvers.timetables.automaton import REST, Automaton, explored, product

NAME = "shifts in a row and the rest after"

#: Days that the run has lasted, days off since, and the shift that rest is owed after; all
#: nought and OFF where there is no run, nor rest owed.
State = tuple[int, int, int]
FREE: State = (0, 0, OFF)


def states(problem: RosterProblem, person: int) -> Automaton | None:
    parts = [
        _one(problem, series, _start(problem, person, i))
        for i, series in enumerate(problem.terms[person].series)
    ]
    return product(parts) if parts else None


def _one(problem: RosterProblem, series: Series, start: State) -> Automaton:
    begins, ends = problem.start.tolist(), problem.end.tolist()
    earliest = min(begins, default=0)
    longest = max(series.most or 0, series.at_least, 1)

    def owed(state: State) -> State:
        """Nothing is remembered that can no longer matter: rest is over before any start."""
        length, off, last = state
        over = DAY * (off + 1) + earliest - ends[last] >= series.rest
        return FREE if off and (length < series.at_least or over) else state

    def step(state: State, symbol: int) -> tuple[float, State]:
        length, off, last = state
        if symbol == REST:
            return 0.0, FREE if not length else owed((length, off + 1, last))
        shift = symbol - 1
        inside = series.shifts[shift]
        if inside and length and not off:  # the run goes on
            # What was too much before is not charged again, but no more may follow.
            if series.most is not None and length >= series.most:
                return np.inf, state
            return 0.0, (min(length + 1, longest), 0, shift)
        if length >= series.at_least:
            rest = DAY * (off + 1) + begins[shift] - ends[last]
            if rest < series.rest:
                return np.inf, state
        if inside and series.most == 0:
            return np.inf, state
        return 0.0, (1, 0, shift) if inside else FREE

    length, off, last = start
    begun = owed((min(length, longest), off, last)) if length else FREE
    return explored(begun, step, CLASSES, len(problem.shifts) + 1)


def _start(problem: RosterProblem, person: int, which: int) -> State:
    """The run that the person's last shift was in, and days off since."""
    before, length = last_before(problem, person), _before(problem, person, which)
    return FREE if before is None or not length else (length, -1 - before[0], before[1])


def _before(problem: RosterProblem, person: int, which: int) -> int:
    """Days that a run had lasted on the day of the last shift before the first day."""
    terms, before = problem.terms[person], last_before(problem, person)
    if terms.history is None or before is None or not terms.history.series:
        return 0
    return terms.history.series[which] if terms.series[which].shifts[before[1]] else 0


def check(problem: RosterProblem, person: int, shifts: Ints) -> Found:
    broken: list[Violation] = []
    for which, series in enumerate(problem.terms[person].series):
        days = on_the_clock(problem, person, shifts)
        earlier = _before(problem, person, which)
        if days and days[0].day < 0 and not earlier:
            days = days[1:]  # of no sort that matters, or nothing is known of it
        length = 0
        for i, this in enumerate(days):
            if not series.shifts[this.shift]:
                length = 0
                continue
            again = i > 0 and days[i - 1].day == this.day - 1 and length > 0
            length = earlier if this.day < 0 else length + 1 if again else 1
            following = days[i + 1] if i + 1 < len(days) else None
            goes_on = (
                following is not None
                and following.day == this.day + 1
                and series.shifts[following.shift]
            )
            if goes_on:
                continue
            where = f"{place(problem, person, max(this.day, 0))}, {series.name}"
            begun = max(0, earlier - (series.most or 0)) if length > this.day + 1 else 0
            if series.most is not None and this.day >= 0:
                excess = max(0, length - series.most) - begun
                if excess > 0:
                    broken.append(Violation(NAME, where, float(excess), "days"))
            if following is not None and length >= series.at_least:
                missing = series.rest - (following.start - this.end)
                if missing > 0:
                    broken.append(Violation(NAME, where, float(missing), "minutes"))
    return 0.0, broken
