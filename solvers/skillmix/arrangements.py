"""What arrangements between employers do: figures that rules, outcomes and bounds share."""

from __future__ import annotations

import numpy as np

from solvers.skillmix.problem import Floats, Problem


def funded_moved(arranged: Floats, problem: Problem) -> Floats:
    """Funded posts that joint posts add and replace, WTE (N, T)."""
    sharing = problem.sharing
    moved = np.zeros(problem.workforce.establishment_max.shape)
    each = arranged[sharing.moved_arrangement] * sharing.moved_wte[:, None]
    np.add.at(moved, sharing.moved_post, each)
    return moved


def widest_establishment(problem: Problem) -> tuple[Floats, Floats]:
    """Fewest and most funded posts with whatever joint posts may begin, WTE (N, T)."""
    w, sharing = problem.workforce, problem.sharing
    low, high = w.establishment_min.copy(), w.establishment_max.copy()
    np.add.at(low, sharing.moved_post, np.minimum(sharing.moved_wte, 0.0)[:, None])
    np.add.at(high, sharing.moved_post, np.maximum(sharing.moved_wte, 0.0)[:, None])
    return np.maximum(low, 0.0), high


def partner_pay(problem: Problem) -> Floats:
    """What a partner bears for one WTE that is shared, k£ (E1, T)."""
    w, sharing = problem.workforce, problem.sharing
    post = w.cell_post[sharing.cell[sharing.partner_of]]
    return problem.money.pay[post] * sharing.partner_wte[:, None]
