"""A small assignment stated by hand: two helpers and a mentor of one employer, one course.

Groups: 0 is ``ann`` and ``bob`` (helpers, 1.0 WTE each), 1 is ``meg`` (a mentor, 0.5 WTE),
2 is ``tim`` (a helper of another employer, 0.8 WTE). Periods are quarters.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from solvers.assignment.outcome import Outcome
from solvers.assignment.problem import (
    Agreed,
    AssignmentProblem,
    Groups,
    Intakes,
    Offers,
    Posts,
    Teams,
    Wants,
)

T = 4
#: Offers by name: (group, post, state, begins, intake, agreed, minutes, points).
OFFERS = {
    "helper stays": (0, 0, 0, T, -1, -1, 0.0, 2.0),
    "helper learns": (0, 0, 1, 1, 0, -1, 0.0, 0.0),
    "helper moves": (0, 2, 0, 2, -1, 0, 25.0, 0.0),
    "mentor stays": (1, 1, 2, T, -1, -1, 0.0, 0.0),
    "mentor learns": (1, 1, 3, 1, 1, -1, 0.0, 0.0),
    "tim stays": (2, 2, 0, T, -1, -1, 0.0, 0.0),
    "tim learns": (2, 2, 1, 1, 0, -1, 0.0, 0.0),
}


def problem(**changes: Any) -> AssignmentProblem:
    """The problem; ``changes`` are parts as (name, values), such as ``intakes={"places": …}``."""
    rows = list(OFFERS.values())
    columns = [np.array(column) for column in zip(*rows, strict=True)]
    group, post, state, begins, first, agreed = (c.astype(np.int64) for c in columns[:6])
    none = np.full(len(rows), -1)
    made = AssignmentProblem(
        years=np.full(T, 0.25),
        labels=("Q1", "Q2", "Q3", "Q4"),
        employers=("TRUST", "PCN"),
        roles=("helper", "mentor"),
        groups=Groups(
            (("ann", "bob"), ("meg",), ("tim",)),
            np.array([1.0, 0.5, 0.8]),
            np.array([0, 1, 2]),
            np.array([0, 2, 0]),
        ),
        posts=Posts(
            ("helpers", "mentors", "outside"),
            np.array([0, 1, 0]),
            np.array([0, 0, 1]),
            np.array([0, 1, 2]),
            np.full((3, T), 9.0),
        ),
        teams=Teams(
            ("TRUST help", "TRUST mentors", "PCN help"), np.array([0, 1, 0]), np.full(3, 9.0)
        ),
        intakes=Intakes(
            ("wounds, Q2", "teaching, Q2"),
            starts=np.array([1, 1]),
            ends=np.array([3, 2]),
            places=np.array([2.0, 9.0]),
            rate=np.array([0.75, 1.0]),
            away=np.array([0.2, 0.1]),
            mentor_role=np.array([1, -1]),
            ratio=np.array([4.0, 1.0]),
            pooled=np.array([False, True]),
        ),
        offers=Offers(
            group,
            post,
            state,
            state.copy(),
            begins,
            first,
            none,
            agreed,
            columns[6].astype(float),
            columns[7].astype(float),
        ),
        targets=Wants(
            ("helpers with wounds",),
            np.array([[True, False, False]]),
            np.array([[False, True, False, False]]),
            np.array([[0.0, 0.0, 0.0, 2.0]]),
        ),
        minimums=Wants(
            ("helpers",),
            np.array([[True, False, False]]),
            np.array([[True, True, False, False]]),
            np.full((1, T), 2.0),
        ),
        agreed=Agreed(("secondment",), np.array([[2.0]]), np.zeros(T, dtype=np.int64)),
    )
    for part, values in changes.items():
        made = replace(made, **{part: replace(getattr(made, part), **values)})
    return made


def outcome(made: AssignmentProblem, mentors: Any = None, **taken: int) -> Outcome:
    """People on offers, by name with ``_`` for spaces; the others stay."""
    counts = dict.fromkeys(OFFERS, 0)
    counts |= {name.replace("_", " "): number for name, number in taken.items()}
    for stays, group in (("helper stays", 0), ("mentor stays", 1), ("tim stays", 2)):
        if stays.replace(" ", "_") not in taken:
            used = sum(n for name, n in counts.items() if OFFERS[name][0] == group)
            counts[stays] = len(made.groups.people[group]) - used
    return Outcome(made, np.array(list(counts.values()), dtype=np.int64), mentors or {})
