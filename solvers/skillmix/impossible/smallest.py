"""The smallest set of holds that cannot stand together.

Whatever is in conflict shares at least one hold with every set of holds that give way
somewhere: were none of it among them, it would stand there. So the smallest set that meets all
of those known is looked for, and tried; either it is in conflict, and then nothing smaller
can be, or it can be kept, and what gives way instead is one more set to meet. (Implicit
hitting sets, as in A. Ignatiev et al., Smallest MUS extraction with minimal hitting set
dualization, CP 2015; the sets to meet come from elastic programming, J. W. Chinneck and E. W.
Dravnieks, 1991.)

On a model that is not small yes/no decisions may be in part first; what is in conflict then
is so all the more with whole ones, and is thinned out with these at the end.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from solvers.engine.exact import SMALL
from solvers.engine.limits import Limits
from solvers.engine.mathopt import solve
from solvers.engine.model import Assembled
from solvers.engine.status import Status
from solvers.skillmix.impossible.eased import Eased, lifted
from solvers.skillmix.impossible.holds import Conflict, Hold
from solvers.skillmix.impossible.possible import Answer, answer_of, cheapest, possible

UNPROVEN = "the time was too short to prove it for whole yes/no decisions"
NOT_SMALLEST = "the time was too short for the smallest set"
#: No more sets than so many are looked for.
ROUNDS = 200


def smallest_conflict(
    model: Assembled, holds: Sequence[Hold], limits: Limits, *, whole: bool | None = None
) -> Conflict | None:
    """The smallest set of holds in conflict; None where all of them can stand together.

    Where the time was too short to find any set in conflict there are no holds, and nothing
    is proven.

    Parameters
    ----------
    model : in which every hold is in force.
    whole : whether yes/no decisions are whole throughout; by default on small models, and
        on others where shares of them are in no conflict.
    """
    small = model.n_columns <= SMALL
    if not model.integer.any() or (small if whole is None else whole):
        return _smallest(lifted(model, holds), limits, whole=True)
    relaxed = _smallest(lifted(model.relaxed(), holds), limits, whole=False)
    if relaxed is None:
        return _smallest(lifted(model, holds), limits, whole=True)
    if not relaxed.holds and not relaxed.irreducible:
        return relaxed  # none was found, so there is nothing to thin out
    return thinned(lifted(model, holds), relaxed, limits)


def _smallest(eased: Eased, limits: Limits, *, whole: bool) -> Conflict | None:
    """By sets to meet, until one is in conflict."""
    to_meet: list[frozenset[int]] = []
    kept: frozenset[int] = frozenset()
    greedy = True  # first everything known gives no more way: many sets with few solves
    while len(to_meet) < ROUNDS:
        found = cheapest(eased.keeping(kept), eased.cost, limits)
        answer = answer_of(found)
        if answer is Answer.UNKNOWN:
            break
        if answer is Answer.NO:
            if not greedy or not kept:
                return Conflict(tuple(sorted(kept)), True, True, whole)
            greedy = False
        else:
            giving = frozenset(eased.giving(found.x)) - kept
            if not giving and greedy:
                return None
            if not giving:
                break  # a speck gives way where something must
            to_meet.append(giving)
        if greedy:
            kept = kept | to_meet[-1]
            continue
        kept, fewest = _fewest_that_meet(to_meet, limits)
        if not fewest:
            break
    if greedy:  # nothing was in conflict yet
        return Conflict((), False, False, whole, [NOT_SMALLEST])
    return _without_proof(eased, to_meet, limits, whole)


def _fewest_that_meet(
    sets: Sequence[frozenset[int]], limits: Limits
) -> tuple[frozenset[int], bool]:
    """The fewest holds of which every set has one, and whether there are proven to be no fewer."""
    names = sorted(frozenset().union(*sets))
    at = {name: k for k, name in enumerate(names)}
    n = len(names)
    none = np.zeros(0, dtype=np.int64)
    model = Assembled(
        np.zeros(n), np.ones(n), np.ones(n, bool), np.zeros(0), np.zeros(0), none, none,
        np.zeros(0), (), (),
    ).with_rows(
        "met",
        [
            (np.array(sorted(at[name] for name in some)), np.ones(len(some)), 1.0, np.inf)
            for some in sets
        ],
    )  # fmt: skip
    found = solve(model, np.ones(n), limits, algorithm="choose", gap=0.0)
    if found.status is not Status.OPTIMAL:
        return frozenset(names), False
    return frozenset(names[k] for k in np.flatnonzero(found.x > 0.5)), True


def _without_proof(
    eased: Eased, to_meet: Sequence[frozenset[int]], limits: Limits, whole: bool
) -> Conflict:
    """What is known to be in conflict where a later solve was not answered in time: all that
    gave way once it was in conflict together."""
    union = tuple(sorted(frozenset().union(*to_meet)))
    return thinned(eased, Conflict(union, False, False, whole, [NOT_SMALLEST]), limits)


def thinned(eased: Eased, conflict: Conflict, limits: Limits) -> Conflict:
    """The conflict without what it does not need (a deletion filter).

    Each hold in turn is left out; where the others are still in conflict it stays out.
    """
    whole = bool(eased.assembled.integer.any())
    kept, proven = list(conflict.holds), True
    dropped = False
    for hold in conflict.holds:
        others = [k for k in kept if k != hold]
        answer = possible(eased.keeping(others), limits)
        if answer is Answer.NO:
            kept, dropped = others, True
        elif answer is Answer.UNKNOWN:
            proven = False
    notes = list(conflict.notes)
    if not proven and UNPROVEN not in notes:
        notes.append(UNPROVEN)
    return Conflict(
        tuple(kept),
        conflict.smallest and not dropped and not whole,
        proven,
        whole and proven,
        notes,
    )
