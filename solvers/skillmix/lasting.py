"""What is taken once and for good: levers, hubs and arrangements between employers.

Their decisions say what is there *by then*, so they never fall; what is paid once is paid
for their increments.
"""

from __future__ import annotations

import numpy as np

from solvers.skillmix.problem import Bools, Floats, Ints


def may_be(earliest: Ints, periods: int, already: Bools | None = None) -> Floats:
    """One where each may be there: from its earliest period on, or throughout, (n, T)."""
    begun = np.arange(periods) >= earliest[:, None]
    return (begun if already is None else begun | already[:, None]).astype(float)


def lasting_costs(by_then: Floats, cost: Floats, yearly: Floats, years: Floats) -> Floats:
    """k£ of each by period, (n, T): ``cost`` when it is taken, ``yearly`` from then on.

    What is there already costs nothing to take: its ``cost`` is nought.
    """
    once = np.diff(by_then, axis=1, prepend=0.0) * cost[:, None]
    return once + by_then * yearly[:, None] * years
