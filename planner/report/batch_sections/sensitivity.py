"""How far each axis moves each measure."""

from __future__ import annotations

import pandas as pd

from planner.batch.compare import Comparison, sensitivity
from planner.report import chart_colours, charts
from planner.report.batch_sections.words import figure, headed, level, several_places, shares, title
from planner.report.blocks import Block, DataTable, Figure, PageSection
from planner.report.names import isolated

_MOST_MEASURES = 9  # squares in a row of the picture


def section(found: Comparison) -> PageSection | None:
    if not found.axes or not len(found.planned()):
        return None
    moved = sensitivity(found)
    blocks: list[Block] = []
    for place, own in moved.groupby("place", sort=False):
        where = f"{level(place)}: " if several_places(found) else ""
        swings = _swings(found, own)
        if len(swings) and float(swings["swing"].max()) > 0:
            blocks.append(_picture(where, found, swings))
        for axis, part in own.groupby("axis", sort=False):
            blocks.append(_by_level(f"{where}{isolated(str(axis))}", found, part))
    lead = (
        "Means over the runs that have a plan at every level of an axis with all else the same, "
        "so that nothing but the axis differs. Changes are against its first level."
    )
    return PageSection("sensitivity", "What moves what", lead, blocks)


def _swings(found: Comparison, own: pd.DataFrame) -> pd.DataFrame:
    """Axis, measure (as ``period``, which is what the picture calls its columns), and swing: the
    greatest mean of a level less the least, as a percentage of the size of the first."""
    names = {m.column: title(m) for m in (found.priorities or found.measures)[:_MOST_MEASURES]}
    rows = []
    for (axis, measure), part in own.groupby(["axis", "measure"], sort=False):
        if measure not in names:
            continue
        size = abs(float(part["mean"].iloc[0]))
        spread = float(part["mean"].max() - part["mean"].min())
        swing = 100.0 * spread / size if size > 1e-9 else 0.0
        rows.append((isolated(str(axis)), names[str(measure)], swing))
    return pd.DataFrame(rows, columns=["axis", "period", "swing"]).fillna({"swing": 0.0})


def _picture(where: str, found: Comparison, swings: pd.DataFrame) -> Figure:
    order = list(dict.fromkeys(swings["period"]))
    table = swings.pivot(index="axis", columns="period", values="swing")[order]
    table = table.loc[list(dict.fromkeys(swings["axis"]))]
    listed = pd.DataFrame(
        [[axis, *(f"{value:.1f}%" for value in row)] for axis, row in zip(table.index, table.to_numpy(), strict=True)],
        columns=["Axis", *order], dtype="object",
    )  # fmt: skip
    return Figure(
        f"{where}swing of each priority along each axis, %",
        charts.heat(swings, "axis", "swing", order, ".1f", chart_colours.BLUES),
        "Heat map: for each axis and priority, the greatest mean of a level less the least.",
        DataTable("Swings", listed, tuple(order)),
        "The greatest mean of a level less the least, as a percentage of the mean at the first "
        "level; nothing is said where that is nought.",
    )


def _by_level(name: str, found: Comparison, part: pd.DataFrame) -> DataTable:
    rows = []
    for value, own in part.groupby("level", sort=False):
        by = own.set_index("measure")
        cells = []
        for measure in found.measures:
            text = figure(by.at[measure.column, "mean"], measure)
            share = shares(by.at[measure.column, "share"])
            first = value == part["level"].iloc[0]
            cells.append(text if first or share in ("–", "0.0%") else f"{text} ({share})")
        rows.append([level(value), *cells, f"{int(own['rows'].iloc[0]):,}"])
    heads = [headed(measure) for measure in found.measures]
    frame = pd.DataFrame(rows, columns=["Level", *heads, "Runs"], dtype="object")
    return DataTable(name, frame, (*heads, "Runs"), folded=True)
