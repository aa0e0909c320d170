"""How evenly nights and weekends are shared."""

from __future__ import annotations

import pandas as pd

from planner.plan.plan import Plan
from planner.report import charts
from planner.report import roster_summary as summary
from planner.report import roster_tables as tables
from planner.report.blocks import DataTable, Figure, PageSection, bounded, keyed
from planner.report.facts import roster
from planner.report.names import isolated

_SHOWN, _ROWS = 24, 400


def section(plan: Plan) -> PageSection | None:
    """Nothing where there are neither nights nor weekends."""
    said = summary.fairness_sentence(plan)
    if said is None:
        return None
    whats = [what for what in ("nights", "weekends") if len(roster.shares(plan, what))]
    blocks = [_figure(plan, what) for what in whats]
    lead = f"Everybody's fair share goes by their contract hours. {said}"
    return PageSection("fairness", "Nights and weekends", lead, blocks)


def _figure(plan: Plan, what: str) -> Figure:
    frame = roster.shares(plan, what)
    table = DataTable(
        f"{what.capitalize()} by person",
        tables.fair_shares(plan, what),
        _right(what),
        keys=keyed(frame),
    )
    furthest = frame.loc[frame["away"].abs().sort_values(ascending=False).index[:_SHOWN]]
    shown = furthest.sort_values("away", ascending=False, kind="stable")
    drawn = pd.DataFrame(
        {
            "person": shown["person"].map(isolated),
            "has": shown[what],
            "fair": shown[f"fair_{what}"],
        }
    )
    note = "The line is a person's fair share; orange bars lie above it by one or more."
    if len(frame) > _SHOWN:
        note += f" The {_SHOWN} furthest from their share."
    return Figure(
        f"{what.capitalize()} against a fair share",
        charts.against_share(drawn, what),
        f"Bar chart of each person's {what}, with a line where their fair share lies.",
        bounded(table, _ROWS, "people"),
        note,
    )


def _right(what: str) -> tuple[str, ...]:
    return (what.capitalize(), "Fair share", "Difference")
