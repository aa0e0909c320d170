"""A person's shifts on the clock: shared by the checks of rest."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from solvers.roster.problem import DAY, OFF, Ints, RosterProblem


@dataclass(frozen=True)
class Worked:
    """A shift worked on a day, negative before the roster: from ``start`` to ``end``, in minutes
    from the first day's 00:00."""

    day: int
    shift: int
    start: int
    end: int


def on_the_clock(problem: RosterProblem, person: int, shifts: Ints) -> list[Worked]:
    """The person's shifts one after another, (D,) of shift or OFF; the last before the first day
    comes first, where it is known."""
    found = [(day, int(shifts[day])) for day in np.flatnonzero(shifts != OFF).tolist()]
    before = last_before(problem, person)
    found = found if before is None else [before, *found]
    return [
        Worked(
            day, shift, DAY * day + int(problem.start[shift]), DAY * day + int(problem.end[shift])
        )
        for day, shift in found
    ]


def last_before(problem: RosterProblem, person: int) -> tuple[int, int] | None:
    """Day and shift of the person's last before the first day; None where nobody knows."""
    history = problem.terms[person].history
    if history is None or history.latest is None:
        return None
    return -1 - history.rest, history.latest
