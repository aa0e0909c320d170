"""The best there is, where the linear bound is near: every timetable that could be in anything
better is listed, and the choice among them is solved as a whole.

A person's timetable whose reduced cost lies further above that person's least than the cost
to beat lies above the bound is in nothing that beats it. Where those that remain are few
enough, SCIP either finds something better among them or shows that there is nothing. Where
they are too many, those nearest the least are taken: something better may be among them,
and nothing is shown where there is not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from solvers.engine.limits import Limits
from solvers.engine.mathopt import solve_whole
from solvers.engine.model import LinearModel
from solvers.engine.status import Status
from solvers.timetables.automaton import Floats, Ints
from solvers.timetables.people import Chosen, Column, People, Rows
from solvers.timetables.within import SAME

#: Timetables of all persons together beyond which nothing is proven, and as many as are taken
#: where they are more: soon solved, and mostly with what is better among them.
MOST, SOME = 60_000, 6_000
#: How often the room above the least is halved until they are no more.
HALVINGS = 8


@dataclass(frozen=True)
class Proof:
    """What came of it.

    Attributes
    ----------
    settled : the best that costs no more than what was asked for is ``chosen``, or there is none.
    chosen : timetables that cost no more, if any were found.
    """

    settled: bool
    chosen: Chosen | None


@dataclass(frozen=True)
class Candidates:
    """Timetables of all persons.

    Attributes
    ----------
    whole : there is nothing else in anything of the cost asked for.
    """

    columns: list[Column]
    whole: bool


def candidates(
    people: People, worth: Floats, least: Floats, cost: float, over: Callable[[], bool]
) -> Candidates | None:
    """All timetables that may be in anything of such a cost, or those nearest the least; None
    where even those are too many.

    ``least`` is at most the reduced cost of any timetable of each person, (persons,), at
    ``worth``, what one more on each row is worth.
    """
    room = cost - (people.rows.bound(worth) + float(least.sum()))
    for halving in range(HALVINGS):
        limits = least + room * 0.5**halving
        found = _listed(people, worth, limits, SOME if halving else MOST, over)
        if found is not None:
            columns = [people.column(i, one) for i, some in enumerate(found) for one in some]
            kept = [c for c in columns if c.reduced(worth) <= limits[c.person] + SAME]
            return Candidates(kept, halving == 0)
    return None


def _listed(
    people: People, worth: Floats, limits: Floats, most: int, over: Callable[[], bool]
) -> list[Ints] | None:
    """Timetables of each person, (timetables, D); None where they are too many, or time is over."""
    found, left = list[Ints](), most
    for person in range(people.count):
        some = None if over() else people.within(person, worth, float(limits[person]), left)
        if some is None:
            return None
        found.append(some)
        left -= len(some)
    return found


def prove(rows: Rows, persons: int, columns: list[Column], cost: float, limits: Limits) -> Proof:
    """The cheapest choice among columns, one of each of so many persons, that costs no more than so
    much."""
    model, objective = LinearModel(), list[Floats]()
    share = model.add_columns("share", (len(columns),), 0.0, 1.0, integer=True)
    objective.append(np.array([c.cost for c in columns]))
    one = model.add_rows("one", (persons,), 1.0, 1.0)
    model.add_terms(one[np.array([c.person for c in columns], np.int64)], share)
    (on,) = np.nonzero(rows.matter)
    wanted = rows.wanted[on].astype(float)
    cover = model.add_rows("cover", (len(on),), wanted, wanted)
    place = np.full(len(rows.wanted), -1)
    place[on] = np.arange(len(on))
    many = [len(c.rows) for c in columns]
    none = np.zeros(0, np.int64)
    row = place[np.concatenate([none, *(c.rows for c in columns)])]
    count = np.concatenate([none, *(c.counts for c in columns)]).astype(float)
    matter = row >= 0
    model.add_terms(cover[row[matter]], np.repeat(share, many)[matter], count[matter])
    for name, each, most, sign in (
        ("missing", rows.under, (rows.wanted - rows.least).astype(float), 1.0),
        ("below least", rows.below, np.inf, 1.0),
        ("too many", rows.over, np.inf, -1.0),
    ):
        upper = np.maximum(np.broadcast_to(most, len(rows.wanted))[on], 0.0)
        beyond = model.add_columns(name, (len(on),), 0.0, upper)
        model.add_terms(cover, beyond, sign)
        objective.append(each[on])
    costs = np.concatenate(objective)
    asked = model.add_rows("cost", (1,), upper=cost)
    model.add_terms(asked, np.arange(len(costs)), costs)
    found = solve_whole(model.assemble(), costs, limits)
    if found.status is Status.INFEASIBLE:
        return Proof(True, None)
    if found.status not in (Status.OPTIMAL, Status.FEASIBLE):
        return Proof(False, None)
    taken = [columns[i] for i in np.flatnonzero(found.x[: len(columns)] > 0.5)]
    chosen = Chosen(rows, sorted(taken, key=lambda c: c.person))
    return Proof(found.status is Status.OPTIMAL, chosen)
