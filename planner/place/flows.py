"""Which row of the flows across the border holds when."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

Flow = tuple[str, str, str]  # (locality, outside, need group)


def rows_in_force(
    flows: pd.DataFrame, groups: Sequence[str], labels: Sequence[str]
) -> dict[Flow, np.ndarray]:
    """By locality, outside place and need group the row that holds in each period, -1 if none.

    A row holds from its period on until the next one. A row without a need group stands
    for every group that has no row of its own by then.

    Parameters
    ----------
    flows : the table; a row's number is its position.
    groups : every need group.
    labels : the periods in their order.
    """
    first = np.array([labels.index(p) if p else 0 for p in flows["period"]], dtype=np.int64)
    own = (flows["need_group"] != "").to_numpy(bool)
    dated = (flows["period"] != "").to_numpy(bool)
    found: dict[Flow, np.ndarray] = {}
    for row in np.lexsort((dated, first, own)).tolist():
        for group in [flows["need_group"].iloc[row]] if own[row] else groups:
            flow = (flows["locality"].iloc[row], flows["outside"].iloc[row], group)
            held = found.setdefault(flow, np.full(len(labels), -1, dtype=np.int64))
            held[first[row] :] = row
    return found
