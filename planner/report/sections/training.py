"""The training pipeline, course by course."""

from __future__ import annotations

import pandas as pd

from planner.plan.plan import Plan
from planner.report import charts
from planner.report.blocks import Block, DataTable, Figure, Live, PageSection, Prose, bounded, keyed
from planner.report.facts import workforce
from planner.report.figures import BASELINE, wte
from planner.report.names import Names
from planner.report.suppression import published

_COURSES = 20
_ROWS = 200


def section(plan: Plan) -> PageSection:
    table = workforce.training(plan)
    blocks: list[Block]
    if (table["starts"] + table["completions"] > 0.005).any():
        blocks = [_starts(plan, table)]
    else:
        blocks = [Prose("Nobody starts or ends training in this plan.")]
    lead = (
        "People who start each course, and when. Those who do not complete go back to their posts."
    )
    return PageSection("training", "Training pipeline", lead, blocks)


def _starts(plan: Plan, table: pd.DataFrame) -> Figure:
    names = Names(plan)
    named = table.assign(course=[names.course(i) for i in table["course"]])
    order = list(dict.fromkeys(named["course"]))
    grid = pd.MultiIndex.from_product(
        [order[:_COURSES], plan.record.periods], names=["course", "period"]
    )
    sums = named.groupby(["course", "period"])[["starts"]].sum()
    shown = pd.DataFrame(
        {
            "Course": named["course"],
            "Period": named["period"],
            "Starts": named["starts"].map(wte),
            f"Starts, {BASELINE}": named["baseline_starts"].map(wte),
            "Completions": named["completions"].map(wte),
            f"Completions, {BASELINE}": named["baseline_completions"].map(wte),
        }
    )
    full = DataTable(
        "Training by course and period (WTE)", shown, tuple(shown.columns[2:]), keys=keyed(named)
    )
    return Figure(
        "Starts by course, WTE",
        charts.heat(
            sums.reindex(grid, fill_value=0.0).apply(published).reset_index(),
            "course",
            "starts",
            plan.record.periods,
            ".1f",
            charts.TEALS,
        ),
        "Heat map of training starts by course and period.",
        bounded(full, _ROWS, "rows"),
        f"The {_COURSES} largest of {len(order)} courses." if len(order) > _COURSES else "",
        _live(plan, names),
        published=True,
    )


def _live(plan: Plan, names: Names) -> Live:
    """Starts by course, employer and role, to be drawn for some of them."""
    starts = workforce.training_starts(plan)
    named = starts.assign(called=[names.course(i) for i in starts["course"]])
    return Live("heat", named, {"Starts": "starts"}, keyed(starts), "called", colours=charts.TEALS)
