"""Small rosters at random, with every rule."""

from __future__ import annotations

from random import Random

import numpy as np

from solvers.roster.problem import (
    SATURDAY,
    SUNDAY,
    WEEKDAY,
    Count,
    Cover,
    History,
    Range,
    RosterProblem,
    Terms,
)


def random_roster(random: Random, days: int = 0, people: int = 0) -> RosterProblem:
    """One to three people, a week or so, two shifts, each worked as one or two duties."""
    days, people = days or random.randint(4, 7), people or random.randint(1, 3)
    first, shifts = random.randint(0, 6), ("early", "late", "night")[: random.randint(1, 3)]
    duties = [(s, k) for s in range(len(shifts)) for k in range(random.randint(1, 2))]
    kinds = [WEEKDAY] * 5 + [SATURDAY, SUNDAY]
    forbidden = np.zeros((len(shifts), len(shifts)), bool)
    if len(shifts) > 1:
        forbidden[1, 0] = random.random() < 0.7
    pick = random.choice
    may = np.array([[random.random() < 0.8 for _ in duties] for _ in range(people)])
    may[:, 0] = True
    return RosterProblem(
        people=tuple(f"p{i}" for i in range(people)),
        shifts=shifts,
        duties=tuple(f"{shifts[s]} {k}" for s, k in duties),
        minutes=np.array([480, 720, 600][: len(shifts)]),
        start=np.array([420, 780, 1260][: len(shifts)]),
        end=np.array([900, 1500, 1860][: len(shifts)]),
        day_class=np.array([kinds[(first + d) % 7] for d in range(days)]),
        duty_shift=np.array([s for s, _ in duties]),
        may=may,
        available=np.array(
            [[[random.random() < 0.9 for _ in shifts] for _ in range(days)] for _ in range(people)]
        ),
        must=np.zeros((people, days), bool),
        preference=np.array(
            [
                [[pick((0, 0, 0, -3, 4)) for _ in shifts] for _ in range(days)]
                for _ in range(people)
            ],
            dtype=float,
        ),
        forbidden=forbidden,
        terms=tuple(_terms(random, days, len(shifts)) for _ in range(people)),
        cover=_cover(random, days, duties, people),
        constant=float(pick((0, 7))),
    )


def _terms(random: Random, days: int, shifts: int) -> Terms:
    pick = random.choice
    hard = np.inf

    def bound(most: int) -> Range:
        least = random.randint(0, 2)
        top = pick((None, random.randint(max(1, least), most)))
        return Range(least, top, pick((hard, 5.0)), pick((hard, 6.0)))

    history = None
    if random.random() < 0.5:
        shift = pick((None, random.randrange(shifts)))
        same = random.randint(1, 3)
        history = History(
            shift,
            0 if shift is None else same,
            0 if shift is None else random.randint(same, 5),
            random.randint(1, 4) if shift is None else 0,
            random.randint(0, 3),
            random.randint(0, 2),
        )
    soft = Range(random.randint(0, 2), random.randint(2, 4), 5.0, 6.0)
    return Terms(
        minutes=pick(((), (Range(480, 480 * 4),), (Range(0, 480 * days),))),
        shifts=pick((Range(), soft, Range(0, random.randint(0, 3)))),
        weekends=pick((Range(), Range(0, 1), Range(0, random.randint(0, 2), hard, 30.0))),
        counts=tuple(
            Count(f"shift {s}", tuple(t == s for t in range(shifts)), Range(0, pick((0, 1, 2))))
            for s in range(shifts)
            if random.random() < 0.6
        ),
        work=bound(4),
        rest=bound(3),
        same_shift=tuple(bound(3) for _ in range(shifts)) if random.random() < 0.6 else (),
        half_weekend=pick((0.0, 30.0)),
        history=history,
    )


def _cover(random: Random, days: int, duties: list[tuple[int, int]], people: int) -> Cover:
    rows = [(d, u) for d in range(days) for u in range(len(duties)) if random.random() < 0.8]
    rows = rows or [(0, 0)]
    counts = np.zeros((len(rows), len(duties)), bool)
    for r, (_, u) in enumerate(rows):
        counts[r, u] = True
        counts[r, random.randrange(len(duties))] |= random.random() < 0.3
    wanted = [random.randint(0, 2) for _ in rows]
    return Cover(
        day=np.array([d for d, _ in rows]),
        counts=counts,
        weight=np.ones((len(rows), people), np.int64),
        wanted=np.array(wanted),
        under=np.array([random.choice((10.0, 100.0)) for _ in rows]),
        over=np.array([random.choice((0.0, 1.0)) for _ in rows]),
        least=np.array([random.choice((0, 0, 0, min(1, most))) for most in wanted]),
    )
