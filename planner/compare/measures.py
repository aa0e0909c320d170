"""Measures of two plans over the periods they have in common, stage by stage.

A measure is a figure of one plan by the things it is told by. Figures are taken from the plan's
tables, of the shared periods alone; one that is known only for a whole plan is left out where the
plans have other periods.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from planner.compare.differ import side_by_side
from planner.compare.window import Window
from planner.plan.plan import Plan

Reckoned = Callable[[Plan, Window], pd.Series]
"""Figures of a plan over a window, by thing."""


@dataclass(frozen=True)
class Measure:
    """``of`` is what it is told by (blank: the whole place, of which the one thing is blank);
    ``whole``: it is known of a whole plan only."""

    name: str
    of: str
    unit: str
    figures: Reckoned
    whole: bool = False


def measure_rows(before: Plan, after: Plan, window: Window) -> list[dict[str, Any]]:
    """Rows of table ``measures_compared``, without the plan: what either plan has."""
    rows = []
    for measure in measures_of(before, after):
        if measure.whole and not window.same:
            continue
        both = side_by_side(measure.figures(before, window), measure.figures(after, window))
        if measure.of == "period":
            both = both.reindex([label for label in window.shared if label in both.index])
        told = {"measure": measure.name, "of": measure.of, "unit": measure.unit}
        rows += [{**told, "thing": str(thing), **row} for thing, row in _records(both)]
    return rows


def _records(both: pd.DataFrame) -> list[tuple[Any, dict[str, float]]]:
    return list(zip(both.index, both.to_dict("records"), strict=True))


def measures_of(before: Plan, after: Plan) -> Sequence[Measure]:
    """The measures of the plans' stage."""
    from planner.compare.of_people import ASSIGNMENT, ROSTER, ROTATION
    from planner.compare.of_schemes import scheme_measures
    from planner.compare.of_skillmix import SKILLMIX, place_measures

    stage = before.record.stage
    if stage == "skillmix":
        return (*place_measures(before, after), *SKILLMIX)
    if stage == "rotation_test":
        return scheme_measures(before, after)
    return {"assignment": ASSIGNMENT, "roster": ROSTER, "rotation": ROTATION}[stage]


def within(frame: pd.DataFrame, window: Window) -> pd.DataFrame:
    """The rows of a table with a ``period`` that lie in the shared periods."""
    return frame.loc[frame["period"].isin(window.shared)]


def total(frame: pd.DataFrame, by: str, figure: str) -> pd.Series:
    """The sum of a figure by a column; by nothing: the one sum."""
    if not by:
        return pd.Series({"": float(frame[figure].sum())})
    return frame.groupby(by, sort=True)[figure].sum()


def mean(frame: pd.DataFrame, window: Window, by: str, figure: str) -> pd.Series:
    """The mean over the shared periods, each by its length, of a level by a column."""
    if not len(window.shared):
        return pd.Series(dtype="float64")
    some = within(frame, window)
    share = some["period"].map(window.years / window.years.sum()).astype("float64")
    return total(some.assign(**{figure: some[figure] * share}), by, figure)
