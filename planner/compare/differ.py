"""When two figures differ, and figures of two plans by the same keys."""

from __future__ import annotations

import pandas as pd

from planner.plan.differs import TOLERANCE


def alike(before: float, after: float) -> bool:
    """Whether two figures are the same to what a solver can tell."""
    return abs(after - before) <= TOLERANCE * max(1.0, abs(before), abs(after))


def side_by_side(before: pd.Series, after: pd.Series) -> pd.DataFrame:
    """Two series by their keys: columns ``before``, ``after``, ``difference``, with nought where
    one has no such key; sorted by key."""
    both = pd.DataFrame({"before": before, "after": after}).fillna(0.0).astype("float64")
    both = both.sort_index(kind="stable")
    return both.assign(difference=both["after"] - both["before"])


def that_differ(both: pd.DataFrame) -> pd.DataFrame:
    """The rows whose two figures are not alike."""
    size = both[["before", "after"]].abs().max(axis=1).clip(lower=1.0)
    return both.loc[both["difference"].abs() > TOLERANCE * size]
