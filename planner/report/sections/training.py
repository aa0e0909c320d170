"""The training pipeline: places used and free, course by course and intake by intake."""

from __future__ import annotations

import pandas as pd

from planner.plan.plan import Plan
from planner.report import charts_courses
from planner.report.blocks import Block, DataTable, Figure, PageSection, Prose, bounded, keyed
from planner.report.facts import training
from planner.report.figures import plain, wte
from planner.report.names import Names
from planner.report.suppression import published, suppress_below

_COURSES = 20
_ROWS, _FOLDED = 200, 12
_LEAD = (
    "Who starts each course at which intake, and how many of its places stay free. Those who do "
    "not complete go back to their posts."
)


def section(plan: Plan) -> PageSection:
    intakes = training.by_intake(plan)
    if not len(intakes):
        text = "The place lists no courses with an intake in the plan."
        return PageSection("training", "Training pipeline", _LEAD, [Prose(text)])
    courses = training.by_course(plan)
    blocks: list[Block] = [Prose(_sentence(courses))]
    if (intakes["used"] + intakes["completing"] > 0.005).any():
        blocks.append(_timeline(plan, intakes))
    blocks.append(_by_course(plan, courses))
    return PageSection("training", "Training pipeline", _LEAD, blocks)


def _sentence(courses: pd.DataFrame) -> str:
    started, completing = courses["used"].sum(), courses["completing"].sum()
    if started < 0.005:
        return f"Nobody starts training in this plan; {_free(courses)}"
    still, lost = courses["still"].sum(), courses["lost"].sum() + courses["returning"].sum()
    on = f", {wte(still)} are still on their courses at the end" if still >= 0.05 else ""
    return (
        f"{wte(started)} WTE start training: {wte(completing)} complete in the plan, "
        f"{wte(lost)} leave or do not complete{on}. Of courses with limited places, "
        f"{_free(courses)}"
    )


def _free(courses: pd.DataFrame) -> str:
    limited = courses[courses["limited"] == "yes"]
    if not len(limited):
        return "there are none."
    words = wte if suppress_below() else plain  # places less those free are people
    return f"{words(limited['free'].sum())} of {words(limited['places'].sum())} places stay free."


def _timeline(plan: Plan, intakes: pd.DataFrame) -> Figure:
    names = Names(plan)
    named = intakes.assign(course=[names.course(i) for i in intakes["course"]])
    started = named.groupby("course", sort=False)["used"].sum()
    top = list(started[started > 0.005].index[:_COURSES])
    drawn = named[named["course"].isin(top) & ((named["intakes"] > 0) | (named["used"] > 0))]
    shown = pd.DataFrame(
        {
            "Course": named["course"],
            "Period": named["period"],
            "Intakes": named["intakes"].map("{:.0f}".format),
            "Places": _limited(named, "places"),
            "Used": named["used"].map(wte),
            "Free": _limited(named, "free"),
            "Complete": named["completing"].map(wte),
            "Do not": named["returning"].map(wte),
            "Leave": named["lost"].map(wte),
            "On the course at the end": named["in_training"].map(wte),
        }
    )
    table = DataTable(
        "Courses by intake (WTE)",
        shown,
        tuple(shown.columns[2:]),
        keys=keyed(named, period="period"),
    )
    note = "Places used of those there are, WTE. A year stands for all of its intakes."
    left = len(started) - len(top)
    if left > 0:
        others = (started > 0.005).sum() - len(top)
        what = "those with the most starters" if others else "nobody starts any other"
        note += f" {len(top)} of {len(started)} courses: {what}."
    return Figure(
        "Places used at each intake",
        charts_courses.places(_drawn(drawn), plan.record.periods),
        "A row for each course and a cell for each period, filled by the share of places used.",
        bounded(table, _ROWS, "rows"),
        note,
        published=True,
        fits=charts_courses.fits(plan.record.periods),
    )


def _drawn(intakes: pd.DataFrame) -> pd.DataFrame:
    """Places and those used as a chart may draw them, with words such as ``12/15``; where places
    are not limited, those used alone."""
    say = wte if suppress_below() else _short
    words = [
        say(used) if limited == "no" else f"{say(used)}/{say(places)}"
        for used, places, limited in zip(
            intakes["used"], intakes["places"], intakes["limited"], strict=True
        )
    ]
    figures = {name: published(intakes[name]) for name in ("used", "places")}
    return intakes.assign(words=words, **figures)


def _short(value: float) -> str:
    """At most three letters: ``2.5``, ``12``, ``133``."""
    return f"{value:.0f}" if value >= 10 or abs(value - round(value)) < 0.05 else f"{value:.1f}"


def _limited(frame: pd.DataFrame, figure: str) -> list[str]:
    return [
        wte(value) if limited == "yes" else "not limited"
        for value, limited in zip(frame[figure], frame["limited"], strict=True)
    ]


def _by_course(plan: Plan, courses: pd.DataFrame) -> DataTable:
    names = Names(plan)
    shown = pd.DataFrame(
        {
            "Course": [names.course(i) for i in courses["course"]],
            "For": [
                names.organisation(i) if i else "all employers" for i in courses["organisation"]
            ],
            "Intakes": courses["intakes"].map("{:.0f}".format),
            "Places": _limited(courses, "places"),
            "Used": courses["used"].map(wte),
            "Free": _limited(courses, "free"),
            "Complete": courses["completing"].map(wte),
            "Still on it": courses["still"].map(wte),
        }
    )
    title, right = "Each course over the plan (WTE)", tuple(shown.columns[2:])
    # A course of no employer's own is open to all of them, so it is shown for each.
    every = tuple(plan["workforce"]["organisation"].unique())
    keys = {"organisation": [(str(i),) if i else every for i in courses["organisation"]]}
    table = DataTable(title, shown, right, folded=len(shown) > _FOLDED, keys=keys)
    return bounded(table, _ROWS, "courses")
