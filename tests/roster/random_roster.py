"""Small rosters at random, with every rule."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

import numpy as np

from solvers.roster.problem import (
    SATURDAY,
    SUNDAY,
    WEEKDAY,
    Cover,
    RosterProblem,
    Terms,
)
from tests.roster.random_terms import random_terms

#: Name, minutes worked, start and end; no rule tells the first and the last apart.
SHIFTS = (
    ("early", 480, 420, 900),
    ("late", 720, 780, 1500),
    ("night", 600, 1260, 1860),
    ("early elsewhere", 480, 420, 900),
)
WEEK = [WEEKDAY] * 5 + [SATURDAY, SUNDAY]


def random_roster(
    random: Random, days: int = 0, people: int = 0, most: int = 1500
) -> RosterProblem:
    """One to three people, a few days to two weeks, some shifts, each worked as one or two
    duties, so that nobody has more than so many timetables."""
    days = days or random.choice((4, 5, 6, 7, 7, 8, 14, 14, 15))
    people = people or random.randint(1, 3)
    monday = days >= 7 and random.random() < 0.8
    first = 0 if monday else random.randint(0, 6)
    which = sorted(random.sample(range(len(SHIFTS)), random.randint(1, 3)))
    duties = [(s, k) for s in range(len(which)) for k in range(random.randint(1, 2))]
    may = np.array([[random.random() < 0.8 for _ in duties] for _ in range(people)])
    may[:, 0] = True
    available = np.array(
        [[[random.random() < 0.9 for _ in which] for _ in range(days)] for _ in range(people)]
    )
    must = np.array([[random.random() < 0.04 for _ in range(days)] for _ in range(people)])
    duty_shift = np.array([s for s, _ in duties])
    for person in range(people):
        if random.random() < 0.04:  # somebody away
            available[person], must[person] = False, False
        _thin(random, available[person], must[person], duty_shift[may[person]], most)
    problem = RosterProblem(
        people=tuple(f"p{i}" for i in range(people)),
        shifts=tuple(SHIFTS[s][0] for s in which),
        duties=tuple(f"{SHIFTS[which[s]][0]} {k}" for s, k in duties),
        minutes=np.array([SHIFTS[s][1] for s in which]),
        start=np.array([SHIFTS[s][2] for s in which]),
        end=np.array([SHIFTS[s][3] for s in which]),
        day_class=np.array([WEEK[(first + d) % 7] for d in range(days)]),
        duty_shift=duty_shift,
        may=may,
        available=available,
        must=must,
        preference=np.array(
            [
                [[random.choice((0, 0, 0, -3, 4)) for _ in which] for _ in range(days)]
                for _ in range(people)
            ],
            dtype=float,
        ),
        forbidden=_forbidden(random, which),
        terms=(Terms(),) * people,
        cover=_cover(random, days, duties, people),
        constant=float(random.choice((0, 7))),
        travel=random.choice((None, _travel(random, which))),
    )
    terms = tuple(random_terms(random, problem, person, monday) for person in range(people))
    return replace(problem, terms=terms)


def _thin(random: Random, available: Any, must: Any, shift_of_mine: Any, most: int) -> None:
    """Take shifts away until there are so few timetables; mostly none from days that must be
    worked."""
    while True:
        count = 1
        for day in range(len(must)):
            count *= max(1, int(available[day, shift_of_mine].sum()) + int(not must[day]))
        if count <= most:
            return
        day = random.randrange(len(must))
        if not must[day] or available[day].sum() > 1 or random.random() < 0.02:
            available[day, random.randrange(available.shape[1])] = False


def _forbidden(random: Random, which: list[int]) -> Any:
    forbidden = np.array([[random.random() < 0.2 for _ in SHIFTS] for _ in SHIFTS])
    if random.random() < 0.8:  # the same shift elsewhere
        forbidden[3], forbidden[:, 3] = forbidden[0], forbidden[:, 0]
        forbidden[3, 3] = forbidden[0, 3] = forbidden[3, 0] = forbidden[0, 0]
    return forbidden[np.ix_(which, which)]


def _cover(random: Random, days: int, duties: list[tuple[int, int]], people: int) -> Cover:
    rows = [(d, u) for d in range(days) for u in range(len(duties)) if random.random() < 0.8]
    rows = rows or [(0, 0)]
    counts = np.zeros((len(rows), len(duties)), bool)
    for r, (_, u) in enumerate(rows):
        counts[r, u] = True
        counts[r, random.randrange(len(duties))] |= random.random() < 0.3
    wanted = np.array([random.randint(0, 2) for _ in rows])
    usual = random.random() < 0.5
    weight = [
        [1 if usual else random.choice((1, 1, 0, 2, -1)) for _ in range(people)] for _ in rows
    ]
    return Cover(
        day=np.array([d for d, _ in rows]),
        counts=counts,
        weight=np.array(weight),
        wanted=wanted,
        under=np.array([random.choice((10.0, 100.0)) for _ in rows]),
        over=np.array([random.choice((0.0, 1.0)) for _ in rows]),
        least=np.minimum(
            wanted, [random.choice((0, 0, 0, 1) if usual else (-9, -9, -2, 0)) for _ in rows]
        ),
    )


def _travel(random: Random, which: list[int]) -> Any:
    """Minutes between shifts; the last of them all is elsewhere."""
    there = random.choice((20, 90))
    return np.array([[there * ((a == 3) != (b == 3)) for b in which] for a in which])
