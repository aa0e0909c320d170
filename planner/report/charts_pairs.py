"""The chart of competencies that come together in one person."""

from __future__ import annotations

import altair as alt
import pandas as pd

from planner.report.chart_colours import BLUES, read_on
from planner.report.chart_texts import beside
from planner.report.charts import picture
from planner.report.figures import count


def pairs(frame: pd.DataFrame) -> str:
    """A square for each ``one`` and ``other``, below the diagonal: the darker the ``more``, with
    its figure; nothing where there is no more."""
    order = list(dict.fromkeys([*frame["one"], *frame["other"]]))
    at = {name: n for n, name in enumerate(order)}
    half = frame[frame["one"].map(at) > frame["other"].map(at)]
    half = half[half["more"] > 0]
    named = beside(order)
    rows = half.assign(
        one=half["one"].map(named),
        other=half["other"].map(named),
        words=[count(v) for v in half["more"]],
    )
    names = [named[name] for name in order]
    top = max(float(rows["more"].max()), 1e-9)
    axis = alt.Axis(labelAngle=-40, labelLimit=170, labelFontSize=12, orient="bottom")
    base = alt.Chart(rows).encode(
        x=alt.X("other:N", sort=names, title=None, axis=axis, scale=alt.Scale(domain=names[:-1])),
        y=alt.Y("one:N", sort=names, title=None, scale=alt.Scale(domain=names[1:])),
    )
    squares = base.mark_rect(stroke="white", strokeWidth=2, cornerRadius=3).encode(
        color=alt.Color(
            "more:Q",
            scale=alt.Scale(domain=[0, top], range=BLUES, interpolate="rgb", type="linear"),
            legend=None,
        )
    )
    words = base.mark_text(fontSize=11).encode(
        text="words:N",
        color=read_on("more", BLUES, 0.0, top),
    )
    return picture((squares + words).properties(width=alt.Step(46), height=alt.Step(30)))
