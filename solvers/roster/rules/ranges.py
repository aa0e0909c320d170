"""What a number within a range costs: shared by the checks of runs and sums."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from solvers.engine.violation import Violation
from solvers.roster.problem import OFF, Ints, Range, RosterProblem
from solvers.timetables.automaton import ALWAYS, Counter

Found = tuple[float, list[Violation]]

#: What a stretch is measured in.
DAYS = "days"


def measure(rule: str, where: str, number: int, allowed: Range, unit: str) -> Found:
    """Cost of a number outside its range, or the violation where it may not be."""
    missing = max(0, allowed.least - number)
    excess = 0 if allowed.most is None else max(0, number - allowed.most)
    return measured(rule, where, missing, excess, allowed, unit)


def measured(rule: str, where: str, missing: int, excess: int, allowed: Range, unit: str) -> Found:
    """The same of so many missing and too many."""
    cost, broken = 0.0, []
    for amount, each in ((missing, allowed.below), (excess, allowed.above)):
        if not amount:
            continue
        if np.isinf(each):
            broken.append(Violation(rule, where, float(amount), unit))
        else:
            cost += amount * each
    return cost, broken


def together(found: list[Found]) -> Found:
    """All of them added up."""
    return sum(cost for cost, _ in found), [v for _, broken in found for v in broken]


def capped(length: int, limit: Range) -> int:
    """The length of a run as far as it matters."""
    return min(length, max(limit.least, 1 if limit.most is None else limit.most))


def too_long(length: int, limit: Range) -> float:
    """What one more day of a run costs that has lasted so long."""
    return limit.above if limit.most is not None and length >= limit.most else 0.0


def too_short(length: int, limit: Range) -> float:
    """What it costs that a run ends after so long."""
    missing = limit.least - length
    return missing * limit.below if missing > 0 else 0.0


@dataclass(frozen=True)
class Stretch:
    """A run of equal marks within the roster, from ``first`` up to ``last``.

    ``earlier`` days of it were before the first day. ``free``: it may be as short as it likes,
    for it goes on after the last day, or nobody knows what was before the first.
    """

    mark: int
    first: int
    last: int
    earlier: int
    free: bool

    def measured(self, rule: str, where: str, limit: Range) -> Found:
        """What is missing or too much of it; too many days before are not charged again."""
        length = self.last - self.first + self.earlier
        excess = 0
        if limit.most is not None:
            excess = max(0, length - limit.most) - max(0, self.earlier - limit.most)
        missing = 0 if self.free else max(0, limit.least - length)
        return measured(rule, where, missing, excess, limit, DAYS)


def stretches(marks: Ints, before: tuple[int, int] | None) -> list[Stretch]:
    """Runs of equal marks, (D,). ``before``: the mark of the day before the first, and for how
    many days; None where nobody knows. A run that ended there comes first, without days."""
    edges = [0, *(np.flatnonzero(np.diff(marks)) + 1).tolist(), len(marks)]
    found = []
    if before is not None and before[1] and before[0] != marks[0]:
        found.append(Stretch(before[0], 0, 0, before[1], False))
    for first, last in pairwise(edges):
        mark = int(marks[first])
        goes_on = first == 0 and before is not None and before[0] == mark
        free = last == len(marks) or (first == 0 and before is None)
        found.append(Stretch(mark, first, last, before[1] if goes_on and before else 0, free))
    return found


def place(problem: RosterProblem, person: int, day: int | None = None) -> str:
    """Where, in words: who, and from which day on (days count from 1)."""
    name = problem.people[person]
    return name if day is None else f"{name}, day {day + 1}"


def worked(shifts: Ints) -> Ints:
    """1 on days with a shift, 0 on days off."""
    return (shifts != OFF).astype(np.int64)


def counted(
    name: str,
    limit: Range,
    before: int,
    top: int,
    first: int = 0,
    last: int = ALWAYS,
    tight: bool = False,
    loose: bool = False,
) -> Counter | None:
    """The counter of what cannot be more than ``top``, as small as it can be; None where nothing
    can go wrong."""
    least, most, above = limit.least, limit.most, limit.above
    if most is None or most >= top:
        if least <= before:
            return None
        most, above = least, 0.0  # beyond the least it does not matter
    return Counter(name, least, most, limit.below, above, before, tight, first, last, loose)


def in_units(problem: RosterProblem, person: int) -> tuple[int, list[int]]:
    """The unit of the person's minutes, and how many of them rest and each shift add; shifts
    that the person cannot be given add nothing."""
    unit, own = problem.minute_unit(person), problem.own_shifts(person)
    adds = np.zeros(len(problem.shifts) + 1, np.int64)
    adds[own + 1] = problem.minutes[own] // unit
    return unit, adds.tolist()
