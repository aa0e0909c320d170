"""Who is in post, where and when."""

from __future__ import annotations

import pandas as pd

from planner.plan.plan import Plan
from planner.report import charts
from planner.report.blocks import Block, DataTable, Figure, Live, PageSection, Prose, bounded, keyed
from planner.report.facts import workforce
from planner.report.figures import BASELINE, signed, wte
from planner.report.names import Names
from planner.report.suppression import published

_BARS = 15
_MOVEMENT_ROWS = 100
_ALL_ROWS = 600
_BASE = BASELINE.capitalize()


def section(plan: Plan) -> PageSection:
    blocks: list[Block] = [_over_time(plan)]
    moved = workforce.movements(plan)
    if len(moved):
        blocks.append(_movements(plan, moved))
    else:
        blocks.append(Prose(f"At the end of the plan staff stand as they do {BASELINE}."))
    blocks.append(bounded(_everyone(plan), _ALL_ROWS, "rows"))
    lead = (
        "Staff in post in whole-time equivalents (WTE), without those in training; "
        "vacancies are funded posts without staff."
    )
    return PageSection("workforce", "Workforce", lead, blocks)


def _over_time(plan: Plan) -> Figure:
    frame = workforce.staff_by_period(plan)
    shown = pd.DataFrame(
        {
            "Period": frame["period"],
            "In post": frame["in_post"].map(wte),
            f"In post, {BASELINE}": frame["baseline_in_post"].map(wte),
            "In training": frame["in_training"].map(wte),
            "Establishment": frame["establishment"].map(wte),
            "Vacancy": frame["vacancy"].map(wte),
            f"Vacancy, {BASELINE}": frame["baseline_vacancy"].map(wte),
            "Agency": frame["agency"].map(wte),
        }
    )
    return Figure(
        "Staff in post, WTE",
        charts.lines(_drawn(frame), "in_post"),
        "Line chart of staff in post by period, plan and baseline.",
        DataTable("Staff by period", shown, tuple(shown.columns[1:]), keys=keyed(frame)),
        live=_staff(plan),
        published=True,
    )


def _drawn(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(
        **{name: published(frame[name]) for name in ("in_post", "baseline_in_post")}
    )


def _staff(plan: Plan) -> Live:
    """Staff in post by organisation and role, to be drawn for some of them."""
    table = workforce.staff_by(plan, "organisation", "role", "period")
    some = table.loc[(table["in_post"] > 0) | (table["baseline_in_post"] > 0)]
    return Live("lines", some, charts.both("in_post"), keyed(some))


def _movements(plan: Plan, moved: pd.DataFrame) -> Figure:
    names = Names(plan)
    place = [names.organisation(i) for i in moved["organisation"]]
    staff = [names.profile(i) for i in moved["profile"]]
    shown = pd.DataFrame(
        {
            "Organisation": place,
            "Staff": staff,
            "Plan": moved["in_post"].map(wte),
            _BASE: moved["baseline_in_post"].map(wte),
            "Difference": [signed(v, wte(v)) for v in moved["difference"]],
        }
    )
    by_profile = moved.groupby("profile", as_index=False)["difference"].sum()
    keys = keyed(moved, organisation="organisation", role="role")
    order = by_profile["difference"].abs().sort_values(ascending=False).index
    top = by_profile.loc[order].head(_BARS).sort_values("difference", ascending=False)
    top["difference"] = published(top["difference"])
    top = top.assign(profile=[names.profile(i) for i in top["profile"]])
    table = DataTable("Movements by organisation", shown, ("Plan", _BASE, "Difference"), keys=keys)
    return Figure(
        f"Staff at the end of the plan, against {BASELINE}",
        charts.movements(top, "profile", "difference", "WTE in post, difference"),
        "Bars of the difference of staff in post at the end of the plan, by profile.",
        bounded(table, _MOVEMENT_ROWS, "movements"),
        f"By role and profile, over all employers; the table has them by employer, {plan.record.periods[-1]}.",
        Live("bars", moved.assign(staff=staff), {"Difference": "difference"}, keys, "staff"),
        published=True,
    )


def _everyone(plan: Plan) -> DataTable:
    """In post and vacancy by organisation, profile and period: a column for each period."""
    names = Names(plan)
    table = workforce.staff_by(plan, "organisation", "profile", "role", "period")
    wide = table.pivot_table(
        index=["organisation", "profile", "role"],
        columns="period",
        values="in_post",
        aggfunc="sum",
        fill_value=0.0,
        observed=True,
    ).reindex(columns=plan.record.periods, fill_value=0.0)
    wide = wide.loc[(wide >= 0.05).any(axis=1)]
    shown = pd.DataFrame(
        {
            "Organisation": [names.organisation(str(i)) for i, _, _ in wide.index],
            "Staff": [names.profile(str(i)) for _, i, _ in wide.index],
            **{period: wide[period].map(wte).to_list() for period in plan.record.periods},
        }
    )
    title = "In post by organisation, profile and period (WTE)"
    keys = keyed(wide.reset_index())
    return DataTable(title, shown, tuple(plan.record.periods), folded=True, keys=keys)
