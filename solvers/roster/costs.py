"""What a roster's costs are made of."""

from __future__ import annotations

from functools import reduce
from math import gcd

import numpy as np

from solvers.roster.problem import Floats, Range, RosterProblem


def grain(problem: RosterProblem) -> float:
    """Every cost is a whole multiple of this; nought where there is no such number."""
    rows = problem.cover
    costs = [rows.under, rows.over, problem.preference.reshape(-1)]
    costs += [term_prices(problem, person) for person in range(len(problem.people))]
    every = np.concatenate(costs)
    every = every[np.isfinite(every)]
    whole = np.round(every)
    if not np.allclose(every, whole, rtol=0.0, atol=1e-9):
        return 0.0
    return float(reduce(gcd, np.unique(np.abs(whole).astype(np.int64)).tolist(), 0))


def term_prices(problem: RosterProblem, person: int) -> Floats:
    """What each unit costs that the person's terms charge, minutes by the unit; infinite for what
    is not allowed."""
    terms, unit = problem.terms[person], problem.minute_unit(person)
    ranges: tuple[Range, ...] = (
        terms.shifts,
        terms.weekends,
        terms.weekend_share,
        terms.work,
        terms.rest,
        *terms.same_shift,
        *(count.allowed for count in terms.counts),
    )
    prices = [terms.half_weekend, *(cost for r in ranges for cost in (r.below, r.above))]
    return np.array(prices + [unit * cost for r in terms.minutes for cost in (r.below, r.above)])
