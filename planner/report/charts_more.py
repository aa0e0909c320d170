"""A heat map of shares that crowd together below one."""

from __future__ import annotations

import altair as alt
import pandas as pd

from planner.report.chart_colours import BLUES, ORANGE, read_on
from planner.report.chart_texts import beside
from planner.report.charts import picture


def shares(frame: pd.DataFrame, key: str, periods: list[str]) -> str:
    """A square for each ``key`` and ``period`` with its ``share``, darker from 80% to all of it;
    what is above all of it stands on orange."""
    order = list(dict.fromkeys(frame[key]))
    named = beside(order)
    # A budget used to the last pound is not overspent by what is left of rounding.
    rows = frame.assign(over=frame["share"] > 1.0005, **{key: frame[key].map(named)})
    heading = alt.Axis(orient="top", labelAngle=0, labelFontSize=11 if len(periods) > 8 else 13)
    base = alt.Chart(rows).encode(
        x=alt.X("period:O", sort=periods, title=None, axis=heading),
        y=alt.Y(f"{key}:N", sort=[named[name] for name in order], title=None),
    )
    scale = alt.Scale(domain=[0.8, 0.9, 1.0], range=BLUES, interpolate="rgb", clamp=True)
    squares = base.mark_rect(stroke="white", strokeWidth=2, cornerRadius=3).encode(
        color=alt.condition(
            alt.datum.over, alt.value(ORANGE), alt.Color("share:Q", scale=scale, legend=None)
        )
    )
    words = base.mark_text(fontSize=11).encode(
        text=alt.Text("share:Q", format=".0%"),
        color=read_on("share", BLUES, 0.8, 1.0),
    )
    step = max(48, min(72, 480 // max(len(periods), 1)))
    return picture((squares + words).properties(width=alt.Step(step), height=alt.Step(28)))
