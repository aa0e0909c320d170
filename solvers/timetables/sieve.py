"""Of many timetables, those that may be in anything of some cost.

At any prices, what all persons cost at least less the worth of what they do is a bound; a
timetable that costs a person more above the least than there is room below the cost asked
for is in nothing of that cost. Each set of prices rules out others: the best are those of the
linear model of the timetables left, of whose cover a little is taken away as if some of them
were done besides, since these are worth most where such timetables cost most above the least
(Bajgiran, Cire and Rousseau 2017).
"""

from __future__ import annotations

import numpy as np

from solvers.engine.limits import Limits
from solvers.engine.mathopt import solve
from solvers.timetables.automaton import Floats
from solvers.timetables.people import Column, Rows
from solvers.timetables.selection import Selection
from solvers.timetables.within import SAME

#: Share of a timetable of each person that is taken away.
TAKEN = 0.1
#: Times at most; times in a row that rule out less than a share; and timetables so few that no more
#: are ruled out.
MOST_TIMES, IDLE, LITTLE, FEW = 10, 3, 0.02, 500
#: Times that all timetables weigh alike; then some weigh more by chance.
ALIKE = 4
#: Seconds that one set of prices may take, whoever stops the search: it is waited for.
LONGEST = 10.0


def sieve(
    rows: Rows, persons: int, columns: list[Column], cost: float, limits: Limits
) -> list[Column]:
    """The columns of so many persons that may be in anything that costs no more than so much."""
    random = np.random.default_rng(limits.seed)
    selection, idle = Selection(rows, persons, columns), 0
    for time in range(MOST_TIMES):
        few = len(selection.columns) <= FEW or len(np.unique(selection.person)) < persons
        if few or idle >= IDLE or limits.over():
            break
        weight = np.ones(len(selection.columns))
        if time >= ALIKE:
            weight = random.exponential(size=len(weight)) ** 2
        worth = _prices(selection, weight, limits)
        if worth is None:
            break
        reduced = selection.costs - selection.worth(worth[selection.on])
        least = np.full(persons, np.inf)
        np.minimum.at(least, selection.person, reduced)
        room = cost - (rows.bound(worth) + float(least.sum()))
        near = reduced <= least[selection.person] + room + SAME
        idle = idle + 1 if near.mean() > 1.0 - LITTLE else 0
        if not near.all():
            selection = selection.only(near)
    return list(selection.columns)


def _prices(selection: Selection, weight: Floats, limits: Limits) -> Floats | None:
    """What one more on each row is worth, (R,), where a share of a timetable of each person is
    done besides: of its timetables, by their weight, (columns,)."""
    rows, persons = selection.rows, selection.persons
    whole = np.bincount(selection.person, weights=weight, minlength=persons)
    besides = selection.covered(weight / whole[selection.person]) * TAKEN
    model, costs = selection.model(
        rows.wanted[selection.on] - besides, np.full(persons, 1.0 - TAKEN)
    )
    until = limits.grace(min(LONGEST, limits.left()))
    found = solve(model, costs, until, crossover=False, duals=True)
    if found.duals is None:
        return None
    worth = np.zeros(len(rows.wanted))
    worth[selection.on] = found.duals[persons : persons + len(selection.on)]
    return np.clip(worth, -rows.over, np.maximum(rows.under, rows.below))
