"""How large a new team can be by when, and so when a profile can be adopted at all.

For a pair of employer and profile that is adopted in period s, nobody is in its cells
before; from then on

reach[s,t] = min(most, (1 − leave) · reach[s,t−1] + the most that can come in t),

where no other employer hires from the markets, takes the courses' places or the moves
that lead to it. That is at least what any plan can have, so an adoption whose team could
not be whole when it is due is in no plan. The linear relaxation does not know: it adopts
a little, and so need not be whole. WTE.
"""

from __future__ import annotations

import numpy as np

from solvers.skillmix.levers import most_supply
from solvers.skillmix.problem import Bools, Floats, Problem

#: A team may seem short by so much of nothing, WTE.
SPECK = 1e-6


def possible_adoption(problem: Problem, reached: Floats) -> Bools:
    """Whether a pair can have been adopted by a period, shape (Q, T)."""
    adoption = problem.adoption
    periods = problem.horizon.size
    team = adoption.minimum_team[:, None] - SPECK
    possible = np.zeros((len(team), periods), bool)
    for start, due in enumerate(np.minimum(adoption.due, periods - 1)):
        possible[:, start] = (reached[:, start, due:] >= team).all(axis=1)
    return np.maximum.accumulate(possible, axis=1)


def reach(problem: Problem) -> Floats:
    """Most in post of each pair by when it was adopted and by period, (Q, T, T)."""
    w, adoption = problem.workforce, problem.adoption
    periods = problem.horizon.size
    most = np.zeros((len(adoption.organisation), periods, periods))
    for pair in range(len(most)):
        posts = w.cell_post[adoption.cell_pair == pair]
        stay = 1.0 - w.leave_rate[posts].min(axis=0)
        came = arrivals(problem, pair)
        for start in range(periods):
            before = 0.0
            for period in range(start, periods):
                come = came[start : period + 1, period].sum()
                before = min(adoption.most[pair], stay[period] * before + come)
                most[pair, start, period] = before
    return most


def arrivals(problem: Problem, pair: int) -> Floats:
    """Most who can be added in period t by what happens in s, (s, t), nobody else competing.

    A completion counts in the period of completion, so that it is left out where it would
    fall before the adoption.
    """
    hiring, training, transfers = problem.recruitment, problem.training, problem.transfers
    w, supply = problem.workforce, most_supply(hiring, problem.levers)
    cells = problem.adoption.cell_pair == pair
    came = np.zeros((problem.horizon.size, problem.horizon.size))
    into = np.flatnonzero(cells[hiring.option_cell])
    for market in np.unique(hiring.option_market[into]):
        options = into[hiring.option_market[into] == market]
        kept = w.hire_kept[w.cell_post[hiring.option_cell[options]]].max(axis=0)
        open_to = hiring.allowed[options].any(axis=0)
        came += (supply[market] * open_to)[:, None] * np.maximum(kept, 0.0)
    into = np.flatnonzero(cells[training.arc_to])
    for course in np.unique(training.arc_course[into]):
        arcs = into[training.arc_course[into] == course]
        taken = np.where(training.allowed[arcs].any(axis=0), training.places[course], 0.0)
        ends = _most(taken[:, None], training.completed[arcs].max(axis=0)).sum(axis=0)
        came[np.diag_indices_from(came)] += ends
    into = np.flatnonzero(cells[transfers.arc_to])
    for move in np.unique(transfers.arc_move[into]):
        stay = 1.0 - transfers.leave_share[move]
        came[np.diag_indices_from(came)] += _most(transfers.most[move], np.asarray(stay))
    return came


def _most(amount: Floats, share: Floats) -> Floats:
    """amount · share, nothing where the share is nothing and the amount has no limit."""
    return np.where(share > 0, np.where(share > 0, amount, 0.0) * share, 0.0)
