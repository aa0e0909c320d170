"""A roster's people as tables for changes of a few days at a time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from solvers.roster.person import Person
from solvers.roster.problem import OFF, RosterProblem
from solvers.timetables.people import Rows
from solvers.timetables.steps import Steps, Tables, listed, plain, walks


def steps_of(problem: RosterProblem, persons: Sequence[Person], rows: Rows) -> Tables | None:
    """The tables; None where they would be too large."""
    automata = walks([person.rules.automaton for person in persons], problem.day_class)
    if automata is None:
        return None
    price = np.array([person.options() for person in persons])
    some = np.isfinite(price).any(axis=1)
    shared = some[:, 1:].astype(np.int64)
    partners = (shared @ shared.T > 0) & ~np.eye(len(persons), dtype=bool)
    at, row = problem.pairs
    duties = len(problem.duties)
    place = at // duties * (duties + 1) + at % duties + 1
    order = np.argsort(place, kind="stable")
    steps = Steps(
        np.array([person.symbols(np.arange(OFF, duties)) for person in persons]),
        price,
        *listed(some),
        *listed(partners),
        row[order],
        np.searchsorted(place[order], np.arange(problem.days * (duties + 1) + 1)),
        plain(problem.cover.weight.T),
        plain(rows.wanted),
        plain(rows.least),
        plain(rows.under),
        plain(rows.over),
        plain(rows.below),
    )
    return Tables(automata, steps, OFF)
