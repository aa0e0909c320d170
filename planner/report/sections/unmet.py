"""Care that falls due and is not given."""

from __future__ import annotations

import pandas as pd

from planner.plan.plan import Plan
from planner.report import charts
from planner.report.blocks import Block, DataTable, Figure, Live, PageSection, bounded, keyed
from planner.report.facts import care, workforce
from planner.report.figures import BASELINE, people, percent, wte
from planner.report.names import Names, isolated

_BASE = BASELINE.capitalize()
_RIGHT = ("Need met", f"Need met, {BASELINE}", "Unmet", f"Unmet, {BASELINE}")
_ROWS = 100


def section(plan: Plan) -> PageSection:
    names = Names(plan)
    met = care.need_met(plan)
    by_period = care.unmet_hours_by(plan, "period")
    themes = care.unmet_hours_by(plan, "theme")
    places = care.unmet_hours_by(plan, "locality")
    places = places.assign(locality=[names.locality(i) for i in places["locality"]])
    packages = care.unmet_hours_by(plan, "package")
    packages = packages.assign(package=[names.package(i) for i in packages["package"]])
    blocks: list[Block] = [
        _over_time(by_period),
        DataTable("By theme", _table(themes, "theme", "Theme"), _RIGHT),
        bounded(_folded("By locality", places, "locality"), _ROWS, "localities"),
        bounded(_folded("By package", packages, "package"), _ROWS, "packages"),
    ]
    border = care.border_flows(plan)
    if len(border):
        blocks.append(bounded(_border(border), _ROWS, "outside places"))
    both = workforce.time_outside(plan)
    if len(both):
        blocks.append(bounded(_both_sides(both, names), _ROWS, "roles"))
    lead = (
        f"Care is given on {percent(met.plan)} of the times it falls due, against "
        f"{percent(met.baseline)} {BASELINE}. Unmet need is staff time not given, weighted by how "
        "severe it is to go without, in hours a week."
    )
    return PageSection("unmet", "Unmet need", lead, blocks)


def _over_time(frame: pd.DataFrame) -> Figure:
    return Figure(
        "Unmet need, weighted hours a week",
        charts.lines(frame, "unmet_hours"),
        "Line chart of unmet need by period, plan and baseline.",
        DataTable(
            "Unmet need by period", _table(frame, "period", "Period"), _RIGHT, keys=keyed(frame)
        ),
        live=Live("lines", frame, charts.both("unmet_hours"), keyed(frame)),
        published=True,
    )


def _border(frame: pd.DataFrame) -> DataTable:
    away, here = frame["served_outside"].sum(), frame["from_outside"].sum()
    shown = pd.DataFrame(
        {
            "Outside place": [isolated(name) for name in frame["outside"]],
            "Residents served there": frame["served_outside"].map(people),
            "Its people served here": frame["from_outside"].map(people),
        }
    )
    note = (
        f"People in need, on average over the plan. {people(away)} residents are served outside "
        f"and ask for no care here; {people(here)} people from outside do."
    )
    title = "Patients across the border"
    return DataTable(title, shown, tuple(shown.columns[1:]), note)


def _both_sides(frame: pd.DataFrame, names: Names) -> DataTable:
    shown = pd.DataFrame(
        {
            "Employer": [names.organisation(i) for i in frame["organisation"]],
            "Role": [names.role(i) for i in frame["role"]],
            "In post": frame["in_post"].map(wte),
            "Of it outside": frame["time_outside"].map(wte),
            f"Outside, {BASELINE}": frame["baseline_time_outside"].map(wte),
        }
    )
    note = (
        f"WTE, on average over the plan. {wte(frame['time_outside'].sum())} WTE are paid here and "
        "work with people outside the place; none of their time there is counted as care here."
    )
    title = "Staff who work on both sides of the border"
    return DataTable(title, shown, tuple(shown.columns[2:]), note, keys=keyed(frame))


def _folded(title: str, frame: pd.DataFrame, key: str) -> DataTable:
    return DataTable(title, _table(frame, key, key.capitalize()), _RIGHT, folded=True)


def _table(frame: pd.DataFrame, key: str, heading: str) -> pd.DataFrame:
    columns: dict[str, pd.Series] = {heading: frame[key]}
    for b, suffix in (("", ""), ("baseline_", f", {BASELINE}")):
        due = frame[f"{b}due"]
        met = (1 - frame[f"{b}unmet"] / due.where(due > 0)).fillna(1.0)
        columns[f"Need met{suffix}"] = met.map(percent)
    for b, suffix in (("", ""), ("baseline_", f", {BASELINE}")):
        columns[f"Unmet{suffix}"] = frame[f"{b}unmet_hours"].map(lambda v: f"{v:,.1f}")
    return pd.DataFrame(columns)
