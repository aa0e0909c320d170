"""Charts of teams: before and after, and what a week goes into."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import altair as alt
import pandas as pd

from planner.report.chart_colours import BLUE, GREY, INK, ORANGE
from planner.report.chart_texts import LONGEST, cut
from planner.report.charts import picture
from planner.report.figures import count

#: Kinds of hours → what they are called; colours that tell apart without hue, dark to light.
HOURS = {
    "visit_hours": "With people",
    "travel_hours": "Travel",
    "other_hours": "Records, meetings and other work",
    "rest_hours": "Courses, supervising, elsewhere or to spare",
}
_COLOURS = ["#00418f", ORANGE, "#7eaee0", "#d5dde3"]
TODAY, PLAN = "Today", "Plan"


def labels(titles: Sequence[str]) -> list[str]:
    """What to write beside the chart for each title: cut at its end to what fits, those that
    would then be alike in their middle, and those alike even so with a number behind."""
    ends = [cut(title) for title in titles]
    alike = {end for end, count_ in Counter(ends).items() if count_ > 1}
    middles = [
        end if end not in alike or len(title) <= LONGEST else _cut_middle(title)
        for title, end in zip(titles, ends, strict=True)
    ]
    seen: Counter[str] = Counter()
    result = []
    for text in middles:
        seen[text] += 1
        result.append(text if seen[text] == 1 else f"{text} {seen[text]}")
    return result


def _cut_middle(text: str) -> str:
    half = (LONGEST - 1) // 2
    return f"{text[:half]}…{text[-half:]}"


def before_and_after(frame: pd.DataFrame) -> str:
    """Two points for each ``team``, ``visits_today`` and ``visits_plan`` with joint visits,
    joined by a line, each with its figure."""
    shown = frame.assign(team=labels(list(frame["team"])))
    today = shown["visits_today"] + shown["joint_visits_today"]
    after = shown["visits_plan"] + shown["joint_visits_plan"]
    wide = pd.DataFrame({"team": shown["team"], TODAY: today, PLAN: after})
    order = list(wide["team"])
    tall = wide.melt(id_vars="team", var_name="when", value_name="visits")
    top = max(float(tall["visits"].max()), 1e-9)
    low, high = wide[[TODAY, PLAN]].min(axis=1), wide[[TODAY, PLAN]].max(axis=1)
    tall["right"] = tall["visits"].to_numpy() >= tall["team"].map(
        dict(zip(wide["team"], high, strict=True))
    )
    tall["words"] = [count(v) for v in tall["visits"]]
    scale = alt.Scale(domain=[-0.1 * top, 1.12 * top], nice=False)
    y = alt.Y("team:N", sort=order, title=None)
    x = alt.X("visits:Q", title="visits a day", scale=scale, axis=alt.Axis(tickCount=6))
    line = (
        alt.Chart(pd.DataFrame({"team": wide["team"], "low": low, "high": high}))
        .mark_rule(strokeWidth=4, color="#c8d1d8")
        .encode(x=alt.X("low:Q", scale=scale, title="visits a day"), x2="high:Q", y=y)
    )
    points = (
        alt.Chart(tall)
        .mark_point(size=130, filled=True, opacity=1)
        .encode(
            x=x,
            y=y,
            color=alt.Color("when:N", scale=alt.Scale(domain=[TODAY, PLAN], range=[GREY, BLUE])),
            shape=alt.Shape(
                "when:N", scale=alt.Scale(domain=[TODAY, PLAN], range=["circle", "diamond"])
            ),
        )
    )
    words = alt.Chart(tall).encode(x=x, y=y, text="words:N")
    right = words.transform_filter(alt.datum.right).mark_text(align="left", dx=10, color=INK)
    left = words.transform_filter("!datum.right").mark_text(align="right", dx=-10, color=INK)
    return picture((line + points + right + left).properties(width=410, height=alt.Step(30)))


def weeks(frame: pd.DataFrame) -> str:
    """Two bars for each ``team``, today above the plan, put together from ``HOURS``."""
    shown = frame.assign(team=labels(list(frame["team"])))
    parts = []
    for when, suffix in ((TODAY, "today"), (PLAN, "plan")):
        for at, (column, title) in enumerate(HOURS.items()):
            hours = shown[f"{column}_{suffix}"].clip(lower=0.0)
            parts.append(
                pd.DataFrame(
                    {"team": shown["team"], "when": when, "what": title, "at": at, "hours": hours}
                )
            )
    tall = pd.concat(parts, ignore_index=True)
    names = list(HOURS.values())
    base = alt.Chart(tall).encode(
        y=alt.Y("team:N", sort=list(shown["team"]), title=None),
        yOffset=alt.YOffset("when:N", sort=[TODAY, PLAN]),
    )
    bars = base.mark_bar().encode(
        x=alt.X("hours:Q", stack="zero", title="hours a week of one WTE; above today, below plan"),
        color=alt.Color(
            "what:N",
            scale=alt.Scale(domain=names, range=_COLOURS),
            legend=alt.Legend(labelLimit=320, columns=2),
        ),
        order="at:Q",
    )
    return picture(bars.properties(width=410, height=alt.Step(16)))
