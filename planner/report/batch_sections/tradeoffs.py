"""What less of one priority costs of another: curves of the runs that nothing beats in both."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd

from planner.batch.compare import Comparison, Measure, undominated
from planner.report import batch_charts
from planner.report.batch_sections.words import figure, headed, level, levels, several_places, title
from planner.report.blocks import Block, DataTable, Figure, PageSection, Prose, bounded

_MOST_CURVES = 6  # of a place: the pairs in which most can be gained
_MOST_ROWS = 100


def section(found: Comparison) -> PageSection | None:
    planned = found.planned()
    if len(planned) < 2 or len(found.priorities) < 2:
        return None
    blocks: list[Block] = []
    for place, own in planned.groupby("place", sort=False):
        room = {pair: _room(found, own, pair) for pair in combinations(found.priorities, 2)}
        pairs = sorted((pair for pair in room if room[pair] > 0.0), key=lambda pair: -room[pair])
        blocks += [_curve(found, str(place), own, pair) for pair in pairs[:_MOST_CURVES]]
    if not blocks:
        blocks = [Prose("No two priorities pull against each other in these runs.")]
    lead = (
        "Each point is a run. The line joins the runs that no other beats in both priorities: "
        "along it, less of one costs more of the other. Where there are axes that nobody chooses, "
        "there is a line for each of their levels."
    )
    return PageSection("tradeoffs", "Trade-offs between priorities", lead, blocks)


def _groups(found: Comparison, own: pd.DataFrame) -> pd.Series:
    """What each run is held against others at the same level of, in words."""
    parts = [
        own[axis].map(lambda value, name=axis: f"{name} {level(value)}") for axis in found.given
    ]
    return pd.Series(
        [", ".join(cells) for cells in zip(*parts, strict=True)] if parts else "", own.index
    )


def _front(found: Comparison, own: pd.DataFrame, pair: tuple[Measure, Measure]) -> pd.Series:
    """The runs that no run they compete with beats in both."""
    free = pd.Series(False, own.index)
    for _, part in own.groupby(_groups(found, own), sort=False):
        values = part[[measure.column for measure in pair]].to_numpy(dtype=float)
        free.loc[part.index] = undominated(values)
    return free


def _room(found: Comparison, own: pd.DataFrame, pair: tuple[Measure, Measure]) -> float:
    """How much is at stake: the product of the shares by which both vary along a curve, of the
    curve where that is most."""
    on = own[_front(found, own, pair)]
    most = 0.0
    for _, curve in on.groupby(_groups(found, on), sort=False):
        stake = 1.0
        for measure in pair:
            values = curve[measure.column].astype(float)
            size = max(float(own[measure.column].astype(float).abs().max()), 1e-9)
            spread = float(values.max() - values.min()) / size
            stake *= spread if spread > 1e-5 else 0.0
        most = max(most, stake)
    return most


def _curve(
    found: Comparison, place: str, own: pd.DataFrame, pair: tuple[Measure, Measure]
) -> Figure:
    across, up = pair
    front = _front(found, own, pair)
    by = "scenarios" if "scenarios" in found.axes else next(iter(found.axes), "row")
    drawn = pd.DataFrame(
        {
            "x": own[across.column].astype(float),
            "y": own[up.column].astype(float),
            "series": own[by].map(level),
            "front": front,
            "group": _groups(found, own),
        }
    )
    name = f"{title(across)} against {title(up).lower()}"
    where = f"{level(place)}: " if several_places(found) else ""
    rows = own.assign(front=front).sort_values([across.column, up.column])
    table = pd.DataFrame(
        {
            "Row": rows["row"].astype(str),
            "Run": [levels(found, row) for row in rows.to_dict("records")],
            headed(across): [figure(v, across) for v in rows[across.column]],
            headed(up): [figure(v, up) for v in rows[up.column]],
            "On the curve": np.where(rows["front"], "yes", ""),
        },
        dtype="object",
    )
    return Figure(
        f"{where}{name}",
        batch_charts.curve(drawn, *(f"{title(m)}, {m.unit}" for m in pair)),
        f"Scatter chart of {name.lower()}, with the runs that nothing beats in both joined.",
        bounded(DataTable(name, table, ("Row", headed(across), headed(up))), _MOST_ROWS, "runs"),
    )
