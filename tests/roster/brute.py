"""Every timetable there is, measured by the checks alone."""

from __future__ import annotations

from itertools import product

import numpy as np

from solvers.roster.problem import OFF, RosterProblem
from solvers.roster.rules import PERSON_RULES


def measured(problem: RosterProblem, person: int, shifts: np.ndarray) -> float:
    """Cost of a person's shifts by the checks; infinite where one is broken."""
    total = 0.0
    for rule in PERSON_RULES:
        cost, broken = rule.check(problem, person, shifts)
        total += np.inf if broken else cost
    return total


def options(problem: RosterProblem, person: int, day: int) -> list[int]:
    """Duties that the person may have on a day, and OFF."""
    mine = np.flatnonzero(problem.may[person])
    there = mine[problem.available[person, day, problem.duty_shift[mine]]].tolist()
    return there if problem.must[person, day] else [OFF, *there]


def sequences_of(problem: RosterProblem, person: int) -> np.ndarray:
    """Every sequence of rest and shifts that the person may be given, whatever the rules, (n, D)."""
    days = [options(problem, person, day) for day in range(problem.days)]
    shifts = [
        sorted({OFF if d == OFF else int(problem.duty_shift[d]) for d in day}) for day in days
    ]
    return np.array(list(product(*shifts)), np.int64).reshape(-1, problem.days)


def timetables(problem: RosterProblem, person: int) -> tuple[np.ndarray, np.ndarray]:
    """Every timetable that keeps the rules: (n,) cost, and (n, R) what it counts as on each row."""
    rows, costs, there = problem.cover, list[float](), list[np.ndarray]()
    days, by_shifts = np.arange(problem.days), dict[bytes, float]()
    for duties in product(*(options(problem, person, day) for day in days)):
        duty = np.array(duties)
        shifts = np.where(duty == OFF, OFF, problem.duty_shift[duty])
        key = shifts.tobytes()
        if key not in by_shifts:
            by_shifts[key] = measured(problem, person, shifts)
        if np.isfinite(by_shifts[key]):
            at_work = np.flatnonzero(duty != OFF)
            asked = problem.preference[person, at_work, shifts[at_work]].sum()
            costs.append(float(asked) + by_shifts[key])
            on = duty[rows.day]
            counted = (on != OFF) & rows.counts[np.arange(len(on)), on]
            there.append(counted * rows.weight[:, person])
    return np.array(costs), np.array(there, float).reshape(-1, len(rows.day))
