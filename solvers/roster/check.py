"""What a roster costs and which promises it breaks, measured without any model."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from solvers.engine.violation import Violation
from solvers.roster.problem import OFF, Ints, RosterProblem
from solvers.roster.rules import PERSON_RULES
from solvers.roster.rules.ranges import place


@dataclass(frozen=True)
class Measured:
    """Cost by its parts, and what is broken."""

    preference: float
    terms: dict[str, float]
    cover: float
    violations: list[Violation]

    @property
    def cost(self) -> float:
        return self.preference + sum(self.terms.values()) + self.cover


def check(problem: RosterProblem, roster: Ints) -> Measured:
    """Measure a roster: the duty of each person on each day, (E, D), ``OFF`` for none."""
    preference, terms = problem.constant, {rule.NAME: 0.0 for rule in PERSON_RULES}
    violations: list[Violation] = []
    for person, duties in enumerate(roster):
        shifts = np.where(duties == OFF, OFF, problem.duty_shift[duties])
        for day in np.flatnonzero(duties != OFF).tolist():
            if not problem.may[person, duties[day]]:
                where = f"{place(problem, person, day)}, {problem.duties[duties[day]]}"
                violations.append(Violation("duties a person may do", where, 1.0, "duty"))
            if not problem.available[person, day, shifts[day]]:
                where = place(problem, person, day)
                violations.append(Violation("days and shifts available", where, 1.0, "shift"))
            preference += float(problem.preference[person, day, shifts[day]])
        violations += [
            Violation("days that must be worked", place(problem, person, day), 1.0, "days")
            for day in np.flatnonzero(problem.must[person] & (duties == OFF)).tolist()
        ]
        for rule in PERSON_RULES:
            cost, broken = rule.check(problem, person, shifts)
            terms[rule.NAME] += cost
            violations += broken
    cover, short = _cover(problem, roster)
    return Measured(preference, terms, cover, violations + short)


def _cover(problem: RosterProblem, roster: Ints) -> tuple[float, list[Violation]]:
    rows, there = problem.cover, problem.covered(roster)
    under, over = np.maximum(rows.wanted - there, 0), np.maximum(there - rows.wanted, 0)
    short = np.maximum(rows.least - there, 0)
    violations = [
        Violation("least cover", f"day {rows.day[r] + 1}, row {r + 1}", float(short[r]), "people")
        for r in np.flatnonzero(short)
    ]
    return float(rows.under @ under + rows.over @ over), violations
