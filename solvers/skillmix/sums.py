"""Figures added up by group."""

from __future__ import annotations

import numpy as np

from solvers.engine.model import Floats


def sum_to(groups: np.ndarray, values: Floats, size: int) -> Floats:
    """Rows of ``values`` added up by group, (size, …)."""
    total = np.zeros((size, *values.shape[1:]))
    np.add.at(total, groups, values)
    return total
