"""A roster of one person, written as letters, and what the checks and the automata say of it."""

from __future__ import annotations

import numpy as np

from solvers.roster.own import own_problem
from solvers.roster.person import automaton_of
from solvers.roster.problem import OFF, Cover, RosterProblem, Terms
from solvers.roster.rules import PERSON_RULES
from solvers.timetables.automaton import follow

EARLY, LATE, NIGHT = 0, 1, 2
#: 07:00 to 15:00, 13:00 to 21:00 and 21:00 to 07:00; none is worked on "-".
LETTERS = {"-": OFF, "e": EARLY, "l": LATE, "n": NIGHT}
LATES, NIGHTS = (False, True, False), (False, False, True)
#: Saturday and Sunday are the sixth and seventh day of each week.
WEEK = [0, 0, 0, 0, 0, 1, 2]


def roster(terms: Terms, days: int) -> RosterProblem:
    """One person from a Monday on; an early may not follow a late, nothing but a night a night."""
    forbidden = np.zeros((3, 3), bool)
    forbidden[LATE, EARLY] = forbidden[NIGHT, EARLY] = forbidden[NIGHT, LATE] = True
    return RosterProblem(
        people=("Ann",),
        shifts=("early", "late", "night"),
        duties=("early", "late", "night"),
        minutes=np.array([480, 480, 720]),
        start=np.array([420, 780, 1260]),
        end=np.array([900, 1260, 1860]),
        day_class=np.array([WEEK[d % 7] for d in range(days)]),
        duty_shift=np.arange(3),
        may=np.ones((1, 3), bool),
        available=np.ones((1, days, 3), bool),
        must=np.zeros((1, days), bool),
        preference=np.zeros((1, days, 3)),
        forbidden=forbidden,
        terms=(terms,),
        cover=Cover(
            *(np.zeros({1: (0, 3), 2: (0, 1)}.get(i, 0), t) for i, t in enumerate("lbllddl"))
        ),
    )


def found(terms: Terms, text: str) -> tuple[float, list[float]]:
    """Cost by the checks, and the amounts that are broken; the automata say the same."""
    problem = roster(terms, len(text))
    shifts = np.array([LETTERS[letter] for letter in text])
    cost, amounts = 0.0, []
    for rule in PERSON_RULES:
        paid, broken = rule.check(problem, 0, shifts)
        cost += paid
        amounts += [v.amount for v in broken]
    own = own_problem(problem, 0)
    symbols = np.where(shifts == OFF, 0, own.sort[shifts] + 1)
    walked = follow(automaton_of(own), problem.day_class, symbols).cost
    assert walked == (np.inf if amounts else cost)
    return cost, amounts
