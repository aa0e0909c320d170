"""One person's terms and history at random."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import numpy as np

from solvers.roster.problem import (
    Count,
    History,
    Range,
    RosterProblem,
    Series,
    Terms,
    WeeklyRest,
    Window,
)

HARD = np.inf


def random_terms(random: Random, problem: RosterProblem, person: int, monday: bool) -> Terms:
    """Some of everything; weekly rest where the roster begins on a Monday."""
    pick, shifts, weeks = random.choice, len(problem.shifts), problem.days / 7

    def bound(most: int) -> Range:
        least = random.randint(0, 2)
        top = pick((None, random.randint(max(1, least), most)))
        return Range(least, top, pick((HARD, 5.0)), pick((HARD, 6.0)))

    series = tuple(_series(random, shifts) for _ in range(pick((0, 0, 1, 1, 2))))
    periods = (0, *(day for day in range(1, problem.days) if random.random() < 1.5 / problem.days))
    return Terms(
        minutes=_minutes(random, problem, person, periods),
        periods=periods,
        shifts=pick((Range(), Range(), _soft(random, 4), Range(0, int(4 * weeks)))),
        weekends=pick((Range(), Range(0, 1), Range(0, random.randint(0, 2), HARD, 30.0))),
        counts=tuple(
            _count(random, shifts, problem.days) for _ in range(random.randint(0, shifts))
        ),
        series=series,
        windows=tuple(_window(random, problem.days) for _ in range(pick((0, 0, 1, 2, 3)))),
        weekly_rest=WeeklyRest(pick((1440, 2100, 2880)), pick((1, 1, 2)))
        if monday and random.random() < 0.7
        else None,
        work=pick((Range(), bound(4))),
        rest=pick((Range(), bound(3))),
        same_shift=tuple(pick((Range(), bound(3))) for _ in range(shifts))
        if random.random() < 0.4
        else (),
        half_weekend=pick((0.0, 30.0)),
        weekend_share=pick((Range(), Range(), Range(1, 1, 7.0, 8.0), Range(0, 1, HARD, 9.0))),
        least_rest=pick((0, 0, 660, 840)),
        history=_history(random, shifts, series) if random.random() < 0.6 else None,
    )


def _soft(random: Random, most: int) -> Range:
    least = random.randint(0, most // 2)
    return Range(least, random.randint(least, most), 5.0, 6.0)


def _minutes(
    random: Random, problem: RosterProblem, person: int, periods: tuple[int, ...]
) -> tuple[Range, ...]:
    """For each period; at a price in whole units."""
    if random.random() < 0.4:
        return ()
    found, unit = [], problem.minute_unit(person)
    for first, beyond in pairwise((*periods, problem.days)):
        usual = 480 * (beyond - first)
        least = random.choice((0, 0, 480, usual // 6))
        most = random.choice((None, least + 700, usual // 2 + least))
        below, above = random.choice((HARD, 0.25)), random.choice((HARD, 0.5))
        if np.isfinite(below):
            least -= least % unit
        if most is not None and np.isfinite(above):
            most += -most % unit
        found.append(Range(least, most, below, above))
    return tuple(found)


def _mask(random: Random, shifts: int) -> tuple[bool, ...]:
    return tuple(random.random() < 0.6 for _ in range(shifts))


def _count(random: Random, shifts: int, days: int) -> Count:
    most = random.randint(0, days // 2)
    allowed = random.choice(
        (
            Range(0, most),
            Range(0, most),
            Range(random.randint(0, min(1, most)), most),
            Range(0, most, HARD, 6.0),
            Range(random.randint(0, 2), None, 5.0),
            _soft(random, days // 2),
        )
    )
    return Count("some", _mask(random, shifts), allowed, random.choice((0, 0, 1, most + 1)))


def _series(random: Random, shifts: int) -> Series:
    return Series(
        "series",
        _mask(random, shifts),
        random.choice((None, 0, 1, 2, 3)) if random.random() < 0.3 else random.choice((2, 3, 4)),
        random.choice((0, 600, 1000, 1500, 2760, 4200)),
        random.randint(1, 3),
    )


def _window(random: Random, days: int) -> Window:
    first = random.randrange(days)
    last = random.randint(first, days)
    return Window(first, last, random.randint(200, 600) * (last - first + 1))


def _history(random: Random, shifts: int, series: tuple[Series, ...]) -> History:
    shift = random.choice((None, random.randrange(shifts)))
    last = shift if shift is not None else random.choice((None, random.randrange(shifts)))
    same, told = random.randint(1, 3), last is not None and random.random() < 0.9
    return History(
        shift,
        0 if shift is None else same,
        0 if shift is None else random.randint(same, 5),
        random.randint(1, 4) if shift is None else 0,
        random.randint(0, 3),
        random.randint(0, 2),
        random.choice((None, last)) if last == shift else last,
        tuple(random.randint(0, 4) if last is not None and s.shifts[last] else 0 for s in series)
        if told
        else (),
    )
