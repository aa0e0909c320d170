"""What a number within a range costs: shared by the checks of runs and sums."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from solvers.engine.violation import Violation
from solvers.roster.problem import OFF, Ints, Range, RosterProblem

Found = tuple[float, list[Violation]]


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


def runs(marked: Ints) -> list[tuple[int, int, int]]:
    """Runs of equal marks: (mark, first day, day after the last)."""
    edges = [0, *(np.flatnonzero(np.diff(marked)) + 1).tolist(), len(marked)]
    return [(int(marked[a]), a, b) for a, b in pairwise(edges)]


def place(problem: RosterProblem, person: int, day: int | None = None) -> str:
    """Where, in words: who, and from which day on (days count from 1)."""
    name = problem.people[person]
    return name if day is None else f"{name}, day {day + 1}"


def worked(shifts: Ints) -> Ints:
    """1 on days with a shift, 0 on days off."""
    return (shifts != OFF).astype(np.int64)
