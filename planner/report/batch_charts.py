"""The charts of a batch, in the look of ``planner.report.charts``."""

from __future__ import annotations

import altair as alt
import pandas as pd

from planner.report.chart_colours import INK
from planner.report.chart_texts import cut
from planner.report.charts import picture

#: Told apart by colour-blind readers (Okabe and Ito), with shapes besides.
_COLOURS = ["#005eb8", "#c2410c", "#009e73", "#7b3294", "#8a6d00", "#2f7fb8", "#76838f", "#b3416f"]
_SHAPES = [
    "circle",
    "square",
    "diamond",
    "triangle-up",
    "cross",
    "triangle-down",
    "triangle-left",
    "triangle-right",
]
_LONGEST = 40
_OTHERS = "others"


def curve(frame: pd.DataFrame, across: str, up: str) -> str:
    """Points ``x``, ``y`` by ``series``; those of the ``front`` are joined, within each ``group``."""
    names = [cut(name, _LONGEST) for name in dict.fromkeys(frame["series"])]
    kept = names[: len(_COLOURS) - 1] if len(names) > len(_COLOURS) else names
    series = frame["series"].map(lambda name: cut(name, _LONGEST))
    table = frame.assign(series=series.where(series.isin(kept), _OTHERS))
    domain = [*kept, _OTHERS] if len(kept) < len(names) else kept
    base = alt.Chart(table).encode(
        x=alt.X(
            "x:Q", title=across, scale=alt.Scale(zero=False, nice=True), axis=alt.Axis(tickCount=6)
        ),
        y=alt.Y(
            "y:Q", title=up, scale=alt.Scale(zero=False, nice=True), axis=alt.Axis(tickCount=6)
        ),
    )
    line = (
        base.transform_filter(alt.datum.front)
        .mark_line(color=INK, strokeWidth=1.5, opacity=0.6)
        .encode(order="x:Q", detail="group:N")
    )
    legend = alt.Legend(columns=2, labelLimit=330) if len(domain) > 1 else None
    points = base.mark_point(filled=True, size=85).encode(
        color=alt.Color(
            "series:N",
            sort=None,
            legend=legend,
            scale=alt.Scale(domain=domain, range=_COLOURS[: len(domain)]),
        ),
        shape=alt.Shape(
            "series:N",
            sort=None,
            legend=legend,
            scale=alt.Scale(domain=domain, range=_SHAPES[: len(domain)]),
        ),
    )
    return picture((line + points).properties(width=640, height=300))
