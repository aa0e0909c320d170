"""The chart of flows between partners: who loses on the left, who hires on the right."""

from __future__ import annotations

from typing import Literal

import altair as alt
import numpy as np
import pandas as pd

from planner.report.chart_colours import BLUE, INK, ORANGE
from planner.report.chart_texts import labels
from planner.report.charts import NARROW, picture
from planner.report.figures import wte

#: Letters of a name: two stand side by side.
_CUT = 22
_STEPS = 5
_BAR = 0.025
#: Pixels for all bands of a side together, between two names, and above the first.
_BANDS, _GAP, _NAME = 220, 20, 16


def between(frame: pd.DataFrame) -> str:
    """A band from each ``loses`` to each ``hires``, as broad as ``wte`` says; whoever loses or
    hires most stands on top, and the names ``last`` says are of others, below."""
    left, right = _side(frame, "loses"), _side(frame, "hires")
    rows = max(len(left), len(right))
    high = _BANDS + _GAP * rows
    room = frame["wte"].sum() * high / _BANDS
    above = _NAME * room / high
    scale = alt.Scale(domain=[room, -above], nice=False)
    bars = pd.concat([_bars(left, 0.0, room), _bars(right, 1.0, room)], ignore_index=True)
    starts = {"left": _starts(left, room), "right": _starts(right, room)}
    bands = _bands(frame, starts, list(left.index), list(right.index))
    y, none = alt.Y("top:Q", scale=scale, axis=None), alt.Scale(domain=[-0.02, 1.02], nice=False)
    flows = (
        alt.Chart(bands)
        .mark_area(opacity=0.42, interpolate="monotone")
        .encode(
            x=alt.X("x:Q", scale=none, axis=None),
            y=y,
            y2="bottom:Q",
            detail="flow:N",
            color=alt.Color("colour:N", scale=None),
        )
    )
    blocks = (
        alt.Chart(bars)
        .mark_rect()
        .encode(
            x=alt.X("x:Q", scale=none, axis=None),
            x2="to:Q",
            y=y,
            y2="bottom:Q",
            color=alt.Color("colour:N", scale=None),
        )
    )
    names = alt.Chart(bars).encode(
        x=alt.X("at:Q", scale=none), y=alt.Y("top:Q", scale=scale), text="words:N"
    )
    on_left = _words(names.transform_filter(alt.datum.x == 0), "left")
    on_right = _words(names.transform_filter(alt.datum.x != 0), "right")
    drawn = flows + blocks + on_left + on_right
    return picture(drawn.properties(width=NARROW, height=high + _NAME))


def _words(names: alt.Chart, align: Literal["left", "right"]) -> alt.LayerChart:
    """Words that may stand on bands, on a rim that tells them from those."""
    rim = names.mark_text(align=align, dy=-7, fontSize=12, stroke="white", strokeWidth=4)
    return rim + names.mark_text(align=align, dy=-7, fontSize=12, color=INK)


def _side(frame: pd.DataFrame, column: str) -> pd.Series:
    """WTE by name, the largest first, others last."""
    sums = frame.groupby(column, sort=False)["wte"].sum()
    others = set(frame.loc[frame[f"{column}_others"], column])
    order = sorted(sums.index, key=lambda name: (name in others, -sums[name]))
    return sums.reindex(order)


def _starts(side: pd.Series, room: float) -> pd.Series:
    """Where each name begins from above, the side spread over all the room."""
    free = (room - side.sum()) / max(len(side) - 1, 1)
    before = side.cumsum().shift(fill_value=0.0)
    return before + free * np.arange(len(side)) if len(side) > 1 else before + free / 2


def _bars(side: pd.Series, x: float, room: float) -> pd.DataFrame:
    top = _starts(side, room)
    near, far = (0.0, _BAR) if x == 0 else (1.0 - _BAR, 1.0)
    names = labels([str(name) for name in side.index], _CUT)
    words = [f"{name}  {wte(value)}" for name, value in zip(names, side, strict=True)]
    return pd.DataFrame(
        {
            "x": near,
            "to": far,
            "at": x,
            "top": top.to_numpy(),
            "bottom": (top + side).to_numpy(),
            "words": words,
            "colour": ORANGE if x == 0 else BLUE,
        }
    )


def _bands(
    frame: pd.DataFrame, starts: dict[str, pd.Series], left: list[str], right: list[str]
) -> pd.DataFrame:
    """The edges of every band, from left to right, as a smooth step."""
    at = {"left": starts["left"].copy(), "right": starts["right"].copy()}
    along = np.linspace(0.0, 1.0, _STEPS)
    step = along**2 * (3 - 2 * along)
    parts = []
    order = frame.assign(
        _l=frame["loses"].map({n: i for i, n in enumerate(left)}),
        _r=frame["hires"].map({n: i for i, n in enumerate(right)}),
    )
    for name, rows in order.sort_values(["_r", "_l"]).groupby("loses", sort=False):
        for i, row in rows.iterrows():
            order.loc[i, "from"] = at["left"][name]
            at["left"][name] += row["wte"]
    for name, rows in order.sort_values(["_l", "_r"]).groupby("hires", sort=False):
        for i, row in rows.iterrows():
            order.loc[i, "into"] = at["right"][name]
            at["right"][name] += row["wte"]
    for number, row in enumerate(order.to_dict("records")):
        top = row["from"] + (row["into"] - row["from"]) * step
        parts.append(
            pd.DataFrame(
                {
                    "flow": str(number),
                    "x": _BAR + (1 - 2 * _BAR) * along,
                    "top": top,
                    "bottom": top + row["wte"],
                    "colour": "#8a97a3",
                }
            )
        )
    return pd.concat(parts, ignore_index=True)
