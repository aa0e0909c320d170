"""One person's timetables, as the search sees them."""

from __future__ import annotations

import numpy as np

from solvers.roster.problem import CLASSES, OFF, Floats, Ints, RosterProblem
from solvers.roster.rules import PERSON_RULES
from solvers.timetables.automaton import Automaton, product
from solvers.timetables.cheapest import Pricer


def automaton_of(problem: RosterProblem, person: int) -> Automaton:
    """All the person's rules at once; symbols are rest, then the shifts."""
    parts = [rule.states(problem, person) for rule in PERSON_RULES]
    some = [part for part in parts if part is not None]
    return product(some) if some else _anything(problem)


def _anything(problem: RosterProblem) -> Automaton:
    shape = (CLASSES, 1, len(problem.shifts) + 1)
    return Automaton(np.zeros(shape, np.int64), np.zeros(shape), np.zeros(1))


def pricer_of(problem: RosterProblem, person: int) -> Pricer:
    """Finds the person's cheapest timetables."""
    can = np.zeros(len(problem.shifts), bool)
    can[problem.duty_shift[problem.may[person]]] = True
    working = problem.available[person] & can
    allowed = np.concatenate([~problem.must[person][:, None], working], axis=1)
    return Pricer(automaton_of(problem, person), problem.day_class, allowed)


def prices(problem: RosterProblem, person: int, value: Floats) -> tuple[Floats, Ints]:
    """Cost of each symbol on each day where duties are worth ``value``, (D, U), and the duty
    that each shift is best worked as, (D, S)."""
    own = np.where(problem.may[person], value, -np.inf)
    shifts = len(problem.shifts)
    best = np.full((problem.days, shifts), OFF, np.int64)
    worth = np.full((problem.days, shifts), -np.inf)
    for shift in range(shifts):
        (duties,) = np.nonzero(problem.duty_shift == shift)
        if len(duties):
            at = own[:, duties].argmax(axis=1)
            best[:, shift] = duties[at]
            worth[:, shift] = own[np.arange(problem.days), duties[at]]
    cost = np.zeros((problem.days, shifts + 1))
    cost[:, 1:] = np.where(np.isfinite(worth), problem.preference[person] - worth, 1e9)
    return cost, best
