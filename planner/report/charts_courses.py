"""The chart of courses: how full each intake is."""

from __future__ import annotations

import altair as alt
import pandas as pd

from planner.report.chart_colours import INK, TEALS
from planner.report.chart_texts import beside
from planner.report.charts import NARROW, above_or_below, picture

_WIDE = 0.92
_FULL = 0.995
#: Pixels of the longest name, and least of a period.
_NAME, _STEP = 290, 46


def places(frame: pd.DataFrame, periods: list[str]) -> str:
    """A row for each ``course``, a cell for each ``period`` with an intake: filled from the left
    by the share of ``places`` that is ``used``, with its ``words``; full where places are not
    limited (``free`` is not a number)."""
    at = {period: n for n, period in enumerate(periods)}
    rows = frame.assign(
        course=frame["course"].map(beside(frame["course"])), x=frame["period"].map(at)
    )
    unlimited = rows["free"].isna()
    share = (rows["used"] / rows["places"].where(rows["places"] > 0)).clip(upper=1.0).fillna(0.0)
    share = share.mask(unlimited & (rows["used"] > 0), 1.0)
    rows["to"] = rows["x"] + _WIDE
    rows["filled"] = rows["x"] + _WIDE * share
    rows["middle"] = rows["x"] + _WIDE / 2
    rows["full"] = share >= _FULL
    order = list(dict.fromkeys(rows["course"]))
    scale = alt.Scale(domain=[0, len(periods)], nice=False)
    axis = alt.Axis(
        orient="top",
        values=[n + _WIDE / 2 for n in range(len(periods))],
        labelExpr=f"{periods!r}[round(datum.value - {_WIDE / 2})]",
        labelAngle=0,
        labelFontSize=11 if len(periods) > 8 else 13,
        grid=False,
    )
    x = alt.X("x:Q", scale=scale, axis=axis, title=None)
    y = alt.Y("course:N", sort=order, axis=None)
    base = alt.Chart(rows).encode(y=y, yOffset=above_or_below("cell"))
    room = base.mark_rect(color=TEALS[0], stroke=TEALS[1], strokeWidth=1).encode(x=x, x2="to:Q")
    used = base.mark_rect().encode(
        x=x,
        x2="filled:Q",
        color=alt.condition(alt.datum.full, alt.value(TEALS[2]), alt.value(TEALS[1])),
    )
    words = base.mark_text(fontSize=11).encode(
        x=alt.X("middle:Q", scale=scale),
        text="words:N",
        color=alt.condition(alt.datum.full, alt.value("white"), alt.value(INK)),
    )
    names = (
        alt.Chart(pd.DataFrame({"course": order}))
        .mark_text(align="left", dy=3, fontSize=12, color=INK)
        .encode(x=alt.value(0), y=y, yOffset=above_or_below("name"), text="course:N")
    )
    step = max(_STEP, min(72, NARROW // max(len(periods), 1)))
    drawn = (room + used + words + names).properties(
        width=max(step * len(periods), _NAME), height=alt.Step(22)
    )
    return picture(drawn)


def fits(periods: list[str]) -> bool:
    """Whether a chart of so many periods can be read on a phone."""
    return _STEP * len(periods) <= NARROW
