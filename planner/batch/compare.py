"""Runs side by side: which dominate, and how far each axis moves each measure.

Every measure with a bound is a priority, and less of it is better. Runs of different places are
never compared: their measures are of different people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.batch.folder import PLANNED, BatchFolder
from planner.batch.table import batch_table, column

#: Differences below this share of a measure's size are none: they are the solver's rounding.
SAME = 1e-6


@dataclass(frozen=True)
class Measure:
    """A measure of the batch: its column in the table, its name and unit, and whether it is a
    priority, less of which is better."""

    column: str
    name: str
    unit: str
    priority: bool


@dataclass(frozen=True)
class Comparison:
    """A batch as its page needs it.

    Attributes
    ----------
    index : ``batch.json``.
    frame : the table of the batch (``table.batch_table``).
    measures : those of any run.
    axes : columns of the axes with more than one level, place left out and seed last.
    given : those of them that nobody chooses: runs compete only at the same level of each.
    """

    index: dict[str, object]
    frame: pd.DataFrame
    measures: tuple[Measure, ...]
    axes: tuple[str, ...]
    given: tuple[str, ...]

    @property
    def priorities(self) -> tuple[Measure, ...]:
        return tuple(measure for measure in self.measures if measure.priority)

    def planned(self) -> pd.DataFrame:
        """The rows that have a plan."""
        return self.frame[self.frame["came_out"] == PLANNED]

    def competing(self) -> list[tuple[str, pd.DataFrame]]:
        """The rows with a plan that can be chosen between, with the name of their place."""
        return [
            (str(key[0]), own)
            for key, own in self.planned().groupby(["place", *self.given], sort=False)
        ]


def compare(folder: BatchFolder) -> Comparison:
    """Everything the runs of a batch have to be compared by.

    Raises
    ------
    InputError : the folder holds no batch.
    """
    index, frame = folder.index(), batch_table(folder)
    found: dict[str, Measure] = {}
    for name in frame["run"].unique():
        record = folder.record(name)
        for own in record.measures if record else []:
            text = str(own["measure"])
            head = column(text)
            is_priority = own["proven"] is not None
            found.setdefault(head, Measure(head, text, str(own["unit"]), is_priority))
    start, end = frame.columns.get_loc("place"), frame.columns.get_loc("came_out")
    between = [str(name) for name in frame.columns[start + 1 : end]]
    axes = tuple(name for name in between if frame[name].nunique() > 1)
    told = {*index.get("given", []), "seed"}
    given = tuple(name for name in axes if name.removesuffix("_level") in told)
    return Comparison(index, frame, tuple(found.values()), axes, given)


def no_worse(values: np.ndarray) -> np.ndarray:
    """Whether each row is no worse than each other in every column.

    Parameters
    ----------
    values : row × measure, less is better.

    Returns
    -------
    row × row : whether the first is no worse than the second, but for rounding.
    """
    room = SAME * np.maximum(1.0, np.abs(values).max(axis=0, initial=0.0))
    return np.all(values[:, None, :] <= values[None, :, :] + room, axis=2)


def dominates(values: np.ndarray) -> np.ndarray:
    """Row × row: whether the first is no worse in everything and better in something."""
    no = no_worse(values)
    return no & ~no.T


def undominated(values: np.ndarray) -> np.ndarray:
    """Mask of the rows that no other dominates; row × measure, less is better."""
    return ~np.any(dominates(values), axis=0)


def dominance(comparison: Comparison) -> pd.DataFrame:
    """For each row with a plan: ``row``, ``place``, ``dominated_by`` (rows) and ``dominates`` (how
    many), among the rows it competes with."""
    heads = [measure.column for measure in comparison.priorities]
    rows = []
    for place, own in comparison.competing():
        better = dominates(own[heads].to_numpy(dtype=float, na_value=np.nan))
        numbers = own["row"].to_numpy()
        for at, number in enumerate(numbers):
            by = tuple(int(n) for n in numbers[better[:, at]])
            rows.append((int(number), place, by, int(better[at].sum())))
    frame = pd.DataFrame(rows, columns=["row", "place", "dominated_by", "dominates"])
    return frame.sort_values("row", ignore_index=True)


def levels_against(comparison: Comparison, axis: str) -> pd.DataFrame:
    """Which level of an axis is at least as good as another wherever both have a plan.

    Columns: ``place``, ``better``, ``worse``, ``pairs`` compared. A pair is two rows that differ
    in this axis alone; the better level is no worse in any priority of any pair, and better in
    some priority of some pair.
    """
    heads = [measure.column for measure in comparison.priorities]
    others = [name for name in comparison.axes if name != axis]
    found = []
    for place, own in comparison.planned().groupby("place", sort=False):
        keys = own[others].astype(str).agg("|".join, axis=1) if others else pd.Series("", own.index)
        wide = {
            level: part.set_index(keys[part.index])[heads].astype(float)
            for level, part in own.groupby(axis, sort=False)
        }
        for one, mine in wide.items():
            for other, theirs in wide.items():
                both = mine.index.intersection(theirs.index)
                if one == other or both.empty:
                    continue
                values = np.stack(
                    [mine.loc[both].to_numpy().ravel(), theirs.loc[both].to_numpy().ravel()]
                )
                if dominates(values)[0, 1]:
                    found.append((place, one, other, len(both)))
    return pd.DataFrame(found, columns=["place", "better", "worse", "pairs"])


def sensitivity(comparison: Comparison) -> pd.DataFrame:
    """How far each axis moves each measure.

    Columns: ``place``, ``axis``, ``measure`` (column), ``level``, ``mean`` over the rows that
    have a plan at every level with the rest the same, ``change`` against the first level, and
    ``share`` of that level's mean (NaN where that is nothing), ``rows`` counted at each level.
    """
    found = []
    for place, own in comparison.planned().groupby("place", sort=False):
        for axis in comparison.axes:
            kept = alike(own, axis, [a for a in comparison.axes if a != axis])
            levels = list(dict.fromkeys(comparison.frame[axis]))
            for measure in comparison.measures:
                means = [
                    float(kept.loc[kept[axis] == level, measure.column].astype(float).mean())
                    for level in levels
                ]
                for level, mean in zip(levels, means, strict=True):
                    change = mean - means[0]
                    share = change / abs(means[0]) if abs(means[0]) > 1e-9 else np.nan
                    count = int((kept[axis] == level).sum())
                    found.append((place, axis, measure.column, level, mean, change, share, count))
    heads = ["place", "axis", "measure", "level", "mean", "change", "share", "rows"]
    return pd.DataFrame(found, columns=heads)


def alike(own: pd.DataFrame, axis: str, others: Sequence[str]) -> pd.DataFrame:
    """The rows whose like at every other level of the axis has a plan too, so that levels are
    compared over the same rest; every row where there is nothing else."""
    if not others:
        return own
    keys = own[list(others)].astype(str).agg("|".join, axis=1)
    counts = own.groupby(keys)[axis].nunique()
    whole = counts[counts == own[axis].nunique()].index
    return own[keys.isin(whole)]
