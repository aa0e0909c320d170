"""Compiles what a search compiles once on a machine, so that none of its time goes to it."""

from __future__ import annotations

import functools
from concurrent.futures import ThreadPoolExecutor
from random import Random

import numpy as np

from solvers.roster.people import RosterPeople
from solvers.roster.problem import (
    SATURDAY,
    SUNDAY,
    WEEKDAY,
    Count,
    Cover,
    Range,
    RosterProblem,
    Terms,
    Window,
)
from solvers.timetables.annealing import Annealing
from solvers.timetables.people import Chosen


@functools.cache
def make_ready() -> None:
    """Price a person of a small roster in every way there is; some seconds at first, nothing
    later."""
    plain, full = (
        Terms(),
        Terms(
            minutes=(Range(480, 960), Range(480, 960, 1.0)),
            periods=(0, 4),
            counts=(Count("second", (False, True), Range(1, 1, 1.0, 1.0)),),
            windows=(Window(1, 3, 480),),
            work=Range(0, 5),
        ),
    )
    for terms in (plain, full):
        people = RosterPeople(_roster(terms))
        for worth in (0.0, 5.0, 50.0):
            for exact in (False, True):
                people.cheapest(0, np.full(14, worth), exact)
        people.within(0, np.zeros(14), 0.0, 1)
    tables, (_, columns) = people.tables(), people.cheapest(0, np.full(14, 5.0))
    assert tables is not None
    chain = Annealing(people, tables, Chosen(people.rows, columns[:1]), Random(0))
    with ThreadPoolExecutor(1) as executor:
        chain.moment(executor, 1, 1.0, 1)


def _roster(terms: Terms) -> RosterProblem:
    """One person, a week, two shifts."""
    days, shifts = 7, 2
    rows = np.arange(days * shifts)
    return RosterProblem(
        people=("one",),
        shifts=("first", "second"),
        duties=("first", "second"),
        minutes=np.array([480, 480]),
        start=np.array([420, 840]),
        end=np.array([900, 1320]),
        day_class=np.array([*[WEEKDAY] * 5, SATURDAY, SUNDAY]),
        duty_shift=np.arange(shifts),
        may=np.ones((1, shifts), bool),
        available=np.ones((1, days, shifts), bool),
        must=np.zeros((1, days), bool),
        preference=np.zeros((1, days, shifts)),
        forbidden=np.zeros((shifts, shifts), bool),
        terms=(terms,),
        cover=Cover(
            day=rows // shifts,
            counts=rows[:, None] % shifts == np.arange(shifts),
            weight=np.ones((len(rows), 1), np.int64),
            wanted=np.ones(len(rows), np.int64),
            under=np.full(len(rows), 10.0),
            over=np.ones(len(rows)),
            least=np.zeros(len(rows), np.int64),
        ),
    )
