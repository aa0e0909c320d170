"""Charts as still pictures: altair for the picture, vl-convert to draw it.

A picture is an SVG in a data URI, so that nothing is fetched, nothing in it can run, and its
styles do not mix with the page's. Colours tell plan from baseline for colour-blind readers
too: dark blue against grey, with orange where something is worse; heat maps also carry
their figures.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

import altair as alt
import pandas as pd
import vl_convert

from planner.report import drawing
from planner.report.chart_colours import BLUE, FAINT, GREY, INK, ORANGE, read_on
from planner.report.chart_texts import beside, one_line

PLAN, BASELINE = "Plan", "Today carried forward"
_FONT = "Arial, Helvetica, sans-serif"
_WIDTH = 710
#: As wide as a chart may be to be read on a phone, where names stand above rows.
NARROW = 350

_LOOK: dict[str, Any] = {
    "background": None,
    "aria": False,  # a picture is told by its text beside it, and its table
    "view": {"stroke": None},
    "font": _FONT,
    "axis": {
        "labelColor": "#4c6272",
        "titleColor": "#4c6272",
        "titleFontWeight": "normal",
        "labelFontSize": 13,
        "titleFontSize": 13,
        "gridColor": FAINT,
        "domain": False,
        "ticks": False,
        "labelPadding": 8,
        "labelLimit": 300,
    },
    "legend": {
        "orient": "top",
        "title": None,
        "labelFontSize": 13,
        "labelColor": INK,
        "symbolSize": 140,
        "symbolOpacity": 1,
        "offset": 6,
    },
}


def picture(chart: alt.Chart | alt.LayerChart | alt.HConcatChart) -> str:
    """The chart as a data URI of an SVG."""
    if not drawing.drawn():
        return ""
    with alt.data_transformers.enable("default", max_rows=None):
        specification = _in_lines(chart.to_dict())
    specification["config"] = _LOOK
    svg = vl_convert.vegalite_to_svg(specification)
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def _in_lines(part: Any) -> Any:
    """A specification with every text in one line, wherever it stands: data, order or domain."""
    if isinstance(part, dict):
        return {_in_lines(key): _in_lines(value) for key, value in part.items()}
    if isinstance(part, list):
        return [_in_lines(value) for value in part]
    return one_line(part) if isinstance(part, str) else part


def above_or_below(which: str) -> Any:
    """Of the two places of a row, that above for its ``name`` or that below for its ``cell``."""
    return alt.YOffset(datum=which, scale=alt.Scale(domain=["name", "cell"]))


def _beside(frame: pd.DataFrame, key: str) -> pd.DataFrame:
    return frame.assign(**{key: frame[key].map(beside(frame[key]))})


def _both(frame: pd.DataFrame, key: str, figure: str) -> pd.DataFrame:
    """Plan and baseline below each other: columns ``key``, ``series``, ``figure``."""
    parts = [
        frame[[key]].assign(series=series, figure=frame[f"{b}{figure}"])
        for series, b in ((PLAN, ""), (BASELINE, "baseline_"))
    ]
    return pd.concat(parts, ignore_index=True)


def both(figure: str) -> dict[str, str]:
    """Heading → column of a figure of the plan, and of the baseline."""
    return {PLAN: figure, BASELINE: f"baseline_{figure}"}


_SERIES = alt.Color(
    "series:N", scale=alt.Scale(domain=[PLAN, BASELINE], range=[BLUE, GREY]), legend=alt.Legend()
)


def lines(frame: pd.DataFrame, figure: str) -> str:
    """Plan and baseline by ``period``, in the frame's order."""
    order = list(frame["period"])
    base = alt.Chart(_both(frame, "period", figure)).encode(
        x=alt.X("period:O", sort=order, title=None, axis=alt.Axis(labelAngle=0, grid=False)),
        y=alt.Y("figure:Q", title=None, scale=alt.Scale(zero=True), axis=alt.Axis(tickCount=5)),
        color=_SERIES,
    )
    dash = alt.StrokeDash(
        "series:N",
        scale=alt.Scale(domain=[PLAN, BASELINE], range=[[1, 0], [6, 4]]),
        legend=alt.Legend(),
    )
    drawn = base.mark_line(strokeWidth=3).encode(strokeDash=dash) + base.mark_point(
        size=60, filled=True, opacity=1
    )
    return picture(drawn.properties(width=_WIDTH, height=240))


#: Lines of plans in their order: colour, and how each is dashed.
_PLANS = ((GREY, [6, 4]), (BLUE, [1, 0]), (ORANGE, [2, 2]), ("#0b534d", [8, 3]),
          ("#7c2855", [4, 2, 1, 2]), (INK, [1, 3]))  # fmt: skip


def plans_over_time(frame: pd.DataFrame, periods: list[str], plans: list[str]) -> str:
    """A line for each ``plan`` of its ``figure`` by ``period``, the first of them grey."""
    frame, plans = frame.assign(plan=frame["plan"].map(one_line)), [one_line(p) for p in plans]
    looks = [_PLANS[n % len(_PLANS)] for n in range(len(plans))]
    colours, dashes = [c for c, _ in looks], [d for _, d in looks]
    colour = alt.Color("plan:N", scale=alt.Scale(domain=plans, range=colours), legend=alt.Legend())
    dash = alt.StrokeDash(
        "plan:N", scale=alt.Scale(domain=plans, range=dashes), legend=alt.Legend()
    )
    base = alt.Chart(frame).encode(
        x=alt.X("period:O", sort=periods, title=None, axis=alt.Axis(labelAngle=0, grid=False)),
        y=alt.Y("figure:Q", title=None, scale=alt.Scale(zero=False), axis=alt.Axis(tickCount=5)),
        color=colour,
    )
    drawn = base.mark_line(strokeWidth=3).encode(strokeDash=dash) + base.mark_point(
        size=60, filled=True, opacity=1
    )
    return picture(drawn.properties(width=_WIDTH, height=240))


def paired_bars(frame: pd.DataFrame, key: str, figure: str, title: str) -> str:
    """Plan as a bar, baseline as a broad grey bar behind it, a row for each ``key``."""
    table = _beside(frame, key)
    both = _both(table, key, figure)
    y = alt.Y(f"{key}:N", sort=list(table[key]), title=None)
    base = alt.Chart(both).encode(
        x=alt.X("figure:Q", title=title, axis=alt.Axis(tickCount=5)), y=y, color=_SERIES
    )
    behind = base.transform_filter(alt.datum.series == BASELINE).mark_bar(size=20)
    front = base.transform_filter(alt.datum.series == PLAN).mark_bar(size=9)
    return picture((behind + front).properties(width=_WIDTH - 180, height=alt.Step(32)))


def _one_decimal(value: float) -> str:
    return f"{value:+.1f}".replace("-", "−")


def movements(
    frame: pd.DataFrame,
    key: str,
    figure: str,
    title: str,
    words: Callable[[float], str] = _one_decimal,
) -> str:
    """Bars to either side of nothing: more in blue, fewer in orange, each with its figure in
    ``words``."""
    table = _beside(frame, key).assign(words=[words(v) for v in frame[figure]])
    values = frame[figure]
    room = 0.18 * max(float(values.max() - min(values.min(), 0.0)), 1e-9)
    reach = max(-float(values.min()), 0.0) + room, max(float(values.max()), 0.0) + room
    base = alt.Chart(table).encode(
        x=alt.X(
            f"{figure}:Q",
            title=title,
            axis=alt.Axis(tickCount=6),
            scale=alt.Scale(domain=[-reach[0], reach[1]]),
        ),
        y=alt.Y(f"{key}:N", sort=list(table[key]), title=None),
    )
    more = alt.datum[figure] > 0
    bars = base.mark_bar(size=16).encode(
        color=alt.condition(more, alt.value(BLUE), alt.value(ORANGE))
    )
    right = base.transform_filter(more).mark_text(align="left", dx=5, color=INK)
    left = base.transform_filter(f"!(datum['{figure}'] > 0)").mark_text(
        align="right", dx=-5, color=INK
    )
    said = alt.Text("words:N")
    drawn = bars + right.encode(text=said) + left.encode(text=said)
    return picture(drawn.properties(width=_WIDTH - 240, height=alt.Step(28)))


def heat(
    frame: pd.DataFrame, key: str, figure: str, periods: list[str], form: str, colours: list[str]
) -> str:
    """A square for each ``key`` and ``period``: the darker the more, with its figure.

    ``form`` is a d3 number format, ``colours`` run from little to much; nothing is written where there is nothing.
    """
    table = _beside(frame, key)
    order = list(dict.fromkeys(table[key]))
    top = max(float(table[figure].max()), 1e-9)
    heading = alt.Axis(orient="top", labelAngle=0, labelFontSize=11 if len(periods) > 8 else 13)
    base = alt.Chart(table).encode(
        x=alt.X("period:O", sort=periods, title=None, axis=heading),
        y=alt.Y(f"{key}:N", sort=order, title=None),
    )
    squares = base.mark_rect(stroke="white", strokeWidth=2, cornerRadius=3).encode(
        color=alt.Color(
            f"{figure}:Q",
            scale=alt.Scale(domain=[0, top], range=colours, interpolate="rgb"),
            legend=None,
        )
    )
    words = (
        base.transform_filter(alt.datum[figure] > top / 1000)
        .mark_text(fontSize=11)
        .encode(
            text=alt.Text(f"{figure}:Q", format=form),
            color=read_on(figure, colours, 0.0, top),
        )
    )
    step = max(48, min(72, 480 // max(len(periods), 1)))
    return picture((squares + words).properties(width=alt.Step(step), height=alt.Step(28)))


def stacked(frame: pd.DataFrame, key: str, colours: dict[str, str], title: str) -> str:
    """A bar for each ``key``, put together from the columns named in ``colours``."""
    table = _beside(frame, key)
    parts = table.melt(id_vars=[key], value_vars=list(colours), var_name="part", value_name="size")
    parts["place"] = parts["part"].map({name: n for n, name in enumerate(colours)})
    chart = (
        alt.Chart(parts)
        .mark_bar(size=18)
        .encode(
            x=alt.X("size:Q", title=title, stack="zero", axis=alt.Axis(tickCount=5)),
            y=alt.Y(f"{key}:N", sort=list(dict.fromkeys(table[key])), title=None),
            color=alt.Color(
                "part:N", scale=alt.Scale(domain=list(colours), range=list(colours.values()))
            ),
            order="place:Q",
        )
    )
    return picture(chart.properties(width=_WIDTH - 180, height=alt.Step(32)))


def against_share(frame: pd.DataFrame, title: str) -> str:
    """A bar for each ``person``: what each ``has``, orange where it is above the ``fair``
    share by one or more, with a line where that lies."""
    key = "person"
    base = alt.Chart(_beside(frame, key))
    y = alt.Y(f"{key}:N", sort=None, title=None)
    above = "datum.has - datum.fair >= 1"
    bars = base.mark_bar(size=14).encode(
        x=alt.X("has:Q", title=title, axis=alt.Axis(tickCount=6)),
        y=y,
        color=alt.condition(above, alt.value(ORANGE), alt.value(BLUE)),
    )
    line = base.mark_tick(thickness=3, size=22, color=INK).encode(
        x=alt.X("fair:Q", title=title), y=y
    )
    return picture((bars + line).properties(width=_WIDTH - 180, height=alt.Step(26)))


def grouped(
    frame: pd.DataFrame, key: str, series: str, figure: str, order: list[str], title: str
) -> str:
    """Bars beside each other for each ``key``, one for each of two ``series`` in their order, each
    with its figure."""
    table = _beside(frame, key)
    base = alt.Chart(table).encode(
        x=alt.X(f"{figure}:Q", title=title, axis=alt.Axis(tickCount=5)),
        y=alt.Y(f"{key}:N", sort=list(dict.fromkeys(table[key])), title=None),
        yOffset=alt.YOffset(f"{series}:N", sort=order),
    )
    colour = alt.Color(f"{series}:N", scale=alt.Scale(domain=order, range=[GREY, BLUE]))
    bars = base.mark_bar().encode(color=colour)
    words = base.mark_text(align="left", dx=4, color=INK).encode(
        text=alt.Text(f"{figure}:Q", format=".2f")
    )
    return picture((bars + words).properties(width=_WIDTH - 180, height=alt.Step(22)))


def fans(frame: pd.DataFrame, order: list[str]) -> str:
    """Fan charts beside each other, one for each ``series`` in its order: bands from ``p5`` to
    ``p95`` and ``p25`` to ``p75`` by ``period``, their middle, and ``planned`` as a line."""
    periods = list(dict.fromkeys(frame["period"]))
    step = -40 if len(periods) > 6 else 0
    one = (_WIDTH - 130) // max(len(order), 1)
    numbered = frame.assign(at=frame["period"].map({p: n for n, p in enumerate(periods)}))
    figures = [*(f"p{share}" for share in (5, 25, 50, 75, 95)), "planned"]
    low, high = numbered[figures].min().min(), numbered[figures].max().max()
    scale = alt.Scale(
        domain=[min(float(low), 0.0) if low < 0.5 * high else float(low), float(high)]
    )
    drawn = []
    for name in order:
        own = numbered[numbered["series"] == name]
        x = alt.X("period:O", sort=periods, title=None, axis=alt.Axis(labelAngle=step, grid=False))
        base = alt.Chart(own).encode(x=x)

        def y(column: str) -> alt.Y:
            return alt.Y(f"{column}:Q", title=None, scale=scale, axis=alt.Axis(tickCount=5))

        wide = base.mark_area(color=BLUE, opacity=0.16).encode(y=y("p5"), y2="p95:Q")
        half = base.mark_area(color=BLUE, opacity=0.28).encode(y=y("p25"), y2="p75:Q")
        middle = base.mark_line(color="#5b6770", strokeWidth=2, strokeDash=[5, 4]).encode(
            y=y("p50")
        )
        planned = base.mark_line(color="#00418f", strokeWidth=3, point={"size": 36}).encode(
            y=y("planned")
        )
        layers = wide + half + middle + planned
        drawn.append(layers.properties(width=one, height=230, title=name))
    return picture(alt.hconcat(*drawn))
