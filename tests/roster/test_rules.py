"""Every rule on a person's timetable: accepted, on the boundary, refused, and by how much."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from solvers.roster.own import own_problem
from solvers.roster.person import automaton_of
from solvers.roster.problem import OFF, Count, Cover, History, Range, RosterProblem, Terms
from solvers.roster.rules import PERSON_RULES
from solvers.timetables.automaton import follow

EARLY, LATE, NIGHT = 0, 1, 2
LETTERS = {"-": OFF, "e": EARLY, "l": LATE, "n": NIGHT}
#: Saturday and Sunday are the sixth and seventh day of each week.
WEEK = [0, 0, 0, 0, 0, 1, 2]


def roster(terms: Terms, days: int) -> RosterProblem:
    """One person; an early may not follow a late, nothing but a night a night."""
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


def history(**known: Any) -> History:
    return History(**known)


NIGHT_BEFORE = history(shift=NIGHT, same_shift=2, work=3)
OFF_BEFORE = history(rest=1)
LATES, NIGHTS = (False, True, False), (False, False, True)
FEW = (Count("lates", LATES, Range(0, 2)), Count("nights", NIGHTS, Range(0, 0)))


@pytest.mark.parametrize(
    ("terms", "text", "broken"),
    [
        # shifts that may follow each other
        (Terms(), "el-e", []),
        (Terms(), "le--", [1.0]),
        (Terms(), "nel-", [1.0]),
        (Terms(history=NIGHT_BEFORE), "n---", []),
        (Terms(history=NIGHT_BEFORE), "l---", [1.0]),
        # days worked in a row
        (Terms(work=Range(2, 3)), "-eee-ee-", []),
        (Terms(work=Range(2, 3)), "-eeee-", [1.0]),
        (Terms(work=Range(3, 5)), "-e--", [2.0]),
        (Terms(work=Range(3, 5)), "e--e", []),  # touches both ends
        (Terms(work=Range(3, 5), history=OFF_BEFORE), "e---", [2.0]),
        (Terms(work=Range(4, 5), history=NIGHT_BEFORE), "----", [1.0]),
        (Terms(work=Range(1, 4), history=NIGHT_BEFORE), "n---", []),
        (Terms(work=Range(1, 4), history=NIGHT_BEFORE), "nn--", [1.0]),
        (Terms(work=Range(2, 5), rest=Range(2), history=history()), "e--", [1.0]),
        # days off in a row
        (Terms(rest=Range(2)), "e--e", []),
        (Terms(rest=Range(2)), "e-e--", [1.0]),
        (Terms(rest=Range(2)), "-e--", []),
        (Terms(rest=Range(1, 2)), "e---e", [1.0]),
        # the same shift in a row
        (Terms(same_shift=(Range(), Range(), Range(2, 3))), "-nn--nnn-", []),
        (Terms(same_shift=(Range(), Range(), Range(2, 3))), "-n--", [1.0]),
        (Terms(same_shift=(Range(), Range(), Range(2, 3)), history=NIGHT_BEFORE), "nn--", [1.0]),
        # weekends
        (Terms(weekends=Range(0, 1)), "-----ee-------", []),
        (Terms(weekends=Range(0, 1)), "-----e-------e", [1.0]),
        (Terms(weekends=Range(0, 1), history=history(rest=1, weekends=1)), "-----e-", [1.0]),
        # hours and shifts
        (Terms(minutes=(Range(960, 1440),)), "ee-", []),
        (Terms(minutes=(Range(960, 1440),)), "n--", [240.0]),
        (Terms(minutes=(Range(960, 1440),)), "eeee", [480.0]),
        (Terms(shifts=Range(1, 2)), "---", [1.0]),
        (Terms(shifts=Range(1, 2)), "eee", [1.0]),
        (Terms(shifts=Range(1, 2)), "ee-", []),
        # most of a kind
        (Terms(counts=FEW), "ll--", []),
        (Terms(counts=FEW), "lll-", [1.0]),
        (Terms(counts=FEW), "n---", [1.0]),
    ],
)
def test_what_is_not_allowed_is_found_with_its_amount(
    terms: Terms, text: str, broken: list[float]
) -> None:
    assert found(terms, text) == (0.0, broken)


@pytest.mark.parametrize(
    ("terms", "text", "cost"),
    [
        (Terms(work=Range(2, 3, 5.0, 7.0)), "-eeeee-e-", 2 * 7.0 + 5.0),
        (Terms(rest=Range(2, 3, 5.0, 7.0)), "e-e----e", 5.0 + 7.0),
        (Terms(same_shift=(Range(2, 2, 3.0, 4.0), Range(), Range())), "-e-eee-", 3.0 + 4.0),
        (Terms(same_shift=(Range(2, 2, 3.0, 4.0), Range(), Range())), "-el-", 3.0),
        (Terms(weekends=Range(0, 0, np.inf, 30.0), half_weekend=10.0), "-----e-", 40.0),
        (Terms(weekends=Range(0, 0, np.inf, 30.0), half_weekend=10.0), "-----ee", 30.0),
        (Terms(half_weekend=10.0), "------e", 10.0),
        (Terms(half_weekend=10.0), "-------", 0.0),
        (Terms(shifts=Range(2, 3, 20.0, 20.0)), "e---", 20.0),
        (Terms(shifts=Range(2, 3, 20.0, 20.0)), "eeee", 20.0),
        (
            Terms(shifts=Range(0, 3, 20.0, 20.0), history=history(rest=1, shifts=5)),
            "ee--",
            40.0,  # what was too much before is not charged again
        ),
        (
            Terms(work=Range(1, 2, 5.0, 7.0), history=NIGHT_BEFORE),
            "nn--",
            14.0,
        ),
    ],
)
def test_what_is_allowed_at_a_cost_is_charged_for_each_unit(
    terms: Terms, text: str, cost: float
) -> None:
    assert found(terms, text) == (cost, [])
