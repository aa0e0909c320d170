"""Charts of teams: before and after, and what a week goes into."""

from __future__ import annotations

import altair as alt
import pandas as pd

from planner.report.chart_colours import BLUE, GREY, INK, ORANGE
from planner.report.chart_texts import labels
from planner.report.charts import NARROW, picture
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


def before_and_after(frame: pd.DataFrame) -> str:
    """Two points for each ``team``, ``visits_today`` and ``visits_plan`` with joint visits,
    joined by a line, each with its figure; names stand above."""
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
    scale = alt.Scale(domain=[-0.14 * top, 1.16 * top], nice=False)
    y = alt.Y("team:N", sort=order, axis=None)
    x = alt.X("visits:Q", title="visits a day", scale=scale, axis=alt.Axis(tickCount=5))
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
    names = _names(shown).mark_text(align="left", dy=-19, color=INK, fontSize=12).encode(y=y)
    drawn = line + points + right + left + names
    return picture(drawn.properties(width=NARROW, height=alt.Step(46)))


def _names(frame: pd.DataFrame) -> alt.Chart:
    """Each ``team`` at the left edge."""
    named = alt.Chart(pd.DataFrame({"team": frame["team"], "when": ""}))
    return named.encode(x=alt.value(0), text="team:N")


def weeks(frame: pd.DataFrame) -> str:
    """Two bars for each ``team``, today above the plan, put together from ``HOURS``; names stand
    above."""
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
    y = alt.Y("team:N", sort=list(shown["team"]), axis=None)
    # The first of three places of a team is for its name.
    places = alt.YOffset("when:N", scale=alt.Scale(domain=["", TODAY, PLAN]))
    bars = (
        alt.Chart(tall)
        .mark_bar()
        .encode(
            y=y,
            yOffset=places,
            x=alt.X(
                "hours:Q",
                stack="zero",
                title="hours a week of one WTE; above today, below plan",
                axis=alt.Axis(tickCount=6),
            ),
            color=alt.Color(
                "what:N",
                scale=alt.Scale(domain=list(HOURS.values()), range=_COLOURS),
                legend=alt.Legend(labelLimit=320, columns=1),
            ),
            order="at:Q",
        )
    )
    names = _names(shown).mark_text(align="left", dy=1, color=INK, fontSize=12)
    drawn = bars + names.encode(y=y, yOffset=places)
    return picture(drawn.properties(width=NARROW, height=alt.Step(16)))
