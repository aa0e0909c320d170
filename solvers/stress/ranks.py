"""Rank correlation."""

from __future__ import annotations

import numpy as np

from solvers.skillmix.problem import Floats


def rank_correlation(first: Floats, second: Floats) -> float:
    """Correlation of ranks (Spearman's, where ties share theirs); 0 where either is all one."""
    a, b = first - first.mean(), second - second.mean()
    size = float(np.sqrt((a @ a) * (b @ b)))
    return float(a @ b) / size if size > 0 else 0.0


def ranks(values: np.ndarray) -> Floats:
    """Ranks from 1, those alike sharing the middle of theirs."""
    order = np.argsort(values, kind="stable")
    ranked = values[order]
    new = np.concatenate([[True], ranked[1:] != ranked[:-1]])
    of = np.cumsum(new) - 1
    first = np.flatnonzero(new)
    last = np.append(first[1:], len(values))
    result = np.empty(len(values))
    result[order] = ((first + last + 1) / 2.0)[of]
    return result
