"""The chart of competencies that come together in one person."""

from __future__ import annotations

import itertools

import altair as alt
import pandas as pd

from planner.report.chart_colours import BLUES, INK, read_on
from planner.report.chart_texts import beside
from planner.report.charts import NARROW, above_or_below, picture
from planner.report.figures import count

#: Where no two come together: fainter than the least of the colours.
_GROUND = "#f6f7f8"


def pairs(frame: pd.DataFrame) -> str:
    """A row for each competency under its number and name, and a square for each of those before
    it, ``one`` and ``other``: the darker the ``more``, with its figure; nothing where there is no
    more. The column of a competency begins below its number, at the end of its own row."""
    order = list(dict.fromkeys([*frame["one"], *frame["other"]]))
    named = beside(order)
    at = {name: n for n, name in enumerate(order, 1)}
    half = frame[frame["one"].map(at) > frame["other"].map(at)]
    half = half[half["more"] > 0]
    rows = half.assign(
        row=half["one"].map(at),
        column=half["other"].map(at),
        words=[count(v) for v in half["more"]],
    )
    heads = pd.DataFrame({"row": at.values(), "column": at.values()})
    heads["number"] = heads["row"].astype(str)
    heads["name"] = [f"{n}  {named[name]}" for name, n in at.items()]
    top = max(float(rows["more"].max()), 1e-9)
    numbers = list(at.values())
    x = alt.X("column:O", axis=None, scale=alt.Scale(domain=numbers))
    y = alt.Y("row:O", axis=None, scale=alt.Scale(domain=numbers))
    grid = pd.DataFrame(itertools.combinations(numbers, 2), columns=["column", "row"])
    ground = (
        alt.Chart(grid)
        .mark_rect(color=_GROUND, stroke="white", strokeWidth=2, cornerRadius=3)
        .encode(x=x, y=y, yOffset=above_or_below("cell"))
    )
    cells = alt.Chart(rows).encode(x=x, y=y, yOffset=above_or_below("cell"))
    squares = cells.mark_rect(stroke="white", strokeWidth=2, cornerRadius=3).encode(
        color=alt.Color(
            "more:Q",
            scale=alt.Scale(domain=[0, top], range=BLUES, interpolate="rgb", type="linear"),
            legend=None,
        )
    )
    words = cells.mark_text(fontSize=11 if len(order) <= 8 else 10).encode(
        text="words:N",
        color=read_on("more", BLUES, 0.0, top),
    )
    head = alt.Chart(heads).encode(y=y)
    ends = head.mark_text(fontSize=11, color=INK, fontWeight="bold").encode(
        x=x, yOffset=above_or_below("cell"), text="number:N"
    )
    names = head.mark_text(fontSize=12, color=INK, align="left", dy=4).encode(
        x=alt.value(0), yOffset=above_or_below("name"), text="name:N"
    )
    step = min(46, NARROW // len(order))
    drawn = ground + squares + words + ends + names
    return picture(drawn.properties(width=alt.Step(step), height=alt.Step(22)))
