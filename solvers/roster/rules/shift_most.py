"""Most shifts of each kind that a person works over the whole roster."""

from __future__ import annotations

from solvers.roster.problem import CLASSES, Ints, Range, RosterProblem
from solvers.roster.rules.ranges import Found, measure, place, together
from solvers.timetables.automaton import Automaton, Counter, counting, product

NAME = "most shifts of a kind"


def states(problem: RosterProblem, person: int) -> Automaton | None:
    days, many = len(problem.day_class), len(problem.shifts)
    parts = [
        counting(
            Counter(problem.shifts[s], 0, most), CLASSES, [int(a == s + 1) for a in range(many + 1)]
        )
        for s, most in enumerate(problem.terms[person].shift_most)
        if most is not None and most < days
    ]
    return product(parts) if parts else None


def check(problem: RosterProblem, person: int, shifts: Ints) -> Found:
    return together(
        [
            measure(
                NAME,
                f"{place(problem, person)}, {problem.shifts[s]}",
                int((shifts == s).sum()),
                Range(0, most),
                "shifts",
            )
            for s, most in enumerate(problem.terms[person].shift_most)
        ]
    )
