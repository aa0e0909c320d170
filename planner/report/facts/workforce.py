"""Staff, vacancies, and who draws staff from whom."""

from __future__ import annotations

import pandas as pd

from planner.plan.plan import Plan
from planner.report.horizon import averaged, periods_of

STAFF = ["in_post", "in_training", "establishment", "vacancy", "agency"]

#: A team is at its limit when less room than this share of it is left, or of one WTE.
AT_LIMIT = 1e-4

_BOTH = [f"{b}{name}" for name in STAFF for b in ("", "baseline_")]


def staff_by(plan: Plan, *columns: str) -> pd.DataFrame:
    """The columns asked for, then in post, in training, establishment, vacancy and agency of
    plan and baseline, in WTE."""
    return plan["workforce"].groupby(list(columns), as_index=False)[_BOTH].sum()


def staff_by_period(plan: Plan) -> pd.DataFrame:
    """Staff of the whole place in each period, in the order of the periods."""
    sums = staff_by(plan, "period").set_index("period")
    return sums.reindex(plan.record.periods, fill_value=0.0).reset_index()


def movements(plan: Plan) -> pd.DataFrame:
    """Columns ``organisation``, ``role``, ``profile``, ``in_post``, ``baseline_in_post``, ``difference``
    at the end of the horizon, the largest difference first; no rows without one."""
    last = staff_by(plan, "organisation", "role", "profile", "period")
    last = last.loc[last["period"] == plan.record.periods[-1]]
    last = last.assign(difference=last["in_post"] - last["baseline_in_post"])
    last = last.loc[last["difference"].abs() >= 0.05]
    order = last["difference"].abs().sort_values(ascending=False, kind="stable").index
    columns = ["organisation", "role", "profile", "in_post", "baseline_in_post", "difference"]
    return last.loc[order, columns].reset_index(drop=True)


def time_outside(plan: Plan) -> pd.DataFrame:
    """Staff who also work outside the place, on average over the horizon, the most time first.

    Columns ``organisation``, ``role``, ``in_post``, ``time_outside``,
    ``baseline_time_outside`` (WTE).
    """
    figures = ["in_post", "time_outside", "baseline_time_outside"]
    means = averaged(plan, plan["workforce"], ["organisation", "role"], figures)
    some = means.loc[means[["time_outside", "baseline_time_outside"]].max(axis=1) > 0]
    order = some["time_outside"].sort_values(ascending=False, kind="stable").index
    return some.loc[order].reset_index(drop=True)


def strain(plan: Plan) -> pd.DataFrame:
    """Vacancy and destabilisation of each employer, the worst first.

    Columns ``organisation``; ``vacancy``, ``establishment`` and ``rate`` at the end of the
    horizon (WTE, share), ``weighted`` destabilisation over the horizon (weighted WTE-years);
    each but the organisation with its baseline.
    """
    last = staff_by(plan, "organisation", "period")
    last = last.loc[last["period"] == plan.record.periods[-1]].set_index("organisation")
    weighted = plan["destabilisation"].groupby("organisation")[["weighted", "baseline_weighted"]]
    table = last[[c for c in _BOTH if "vacancy" in c or "establishment" in c]]
    table = table.join(weighted.sum(), how="outer").fillna(0.0)
    for b in ("", "baseline_"):
        table[f"{b}rate"] = _rate(table[f"{b}vacancy"], table[f"{b}establishment"])
    worst_first = ["weighted", "vacancy", "baseline_weighted"]
    table = table.sort_values(worst_first, ascending=False, kind="stable")
    return table.rename_axis("organisation").reset_index()


def vacancy_rates(plan: Plan) -> pd.DataFrame:
    """Columns ``organisation``, ``period``, ``vacancy``, ``establishment`` (WTE) and ``rate`` (the
    one as a share of the other)."""
    table = staff_by(plan, "organisation", "period")
    table["rate"] = _rate(table["vacancy"], table["establishment"])
    return table[["organisation", "period", "vacancy", "establishment", "rate"]]


def destabilisation_by_period(plan: Plan) -> pd.DataFrame:
    """Columns ``organisation``, ``period``, ``weighted``, ``baseline_weighted`` (weighted WTE,
    the mean over the period, so that quarters and years can be set side by side)."""
    keys = ["organisation", "period"]
    weighted = ["weighted", "baseline_weighted"]
    sums = plan["destabilisation"].groupby(keys, as_index=False)[weighted].sum()
    years = {period.label: period.years for period in periods_of(plan)}
    sums[weighted] = sums[weighted].div(sums["period"].map(years).astype(float), axis=0)
    return sums


def draws(plan: Plan) -> pd.DataFrame:
    """Columns ``organisation`` (loses), ``to_organisation`` (hires), ``role``, ``wte``,
    ``baseline_wte`` over the horizon, the largest first."""
    moves = plan["moves"]
    lost = moves.loc[moves["kind"] == "drawn_away"]
    keys = ["organisation", "to_organisation", "role"]
    sums = lost.groupby(keys, as_index=False)[["wte", "baseline_wte"]].sum()
    return sums.sort_values("wte", ascending=False, kind="stable", ignore_index=True)


def teams_at_limit(plan: Plan) -> pd.DataFrame:
    """Teams that change as much as they are ready for, in some period.

    Columns ``organisation``, ``staff_group``, ``periods`` (a tuple, those in which it does),
    ``people`` and ``limit`` (WTE over those periods); the most people first.
    """
    table = plan["readiness"]
    room = table["limit"] - table["people"]
    full = table.loc[room <= AT_LIMIT * table["limit"].clip(lower=1.0)]
    teams = full.groupby(["organisation", "staff_group"], as_index=False, sort=False).agg(
        periods=("period", tuple), people=("people", "sum"), limit=("limit", "sum")
    )
    return teams.sort_values("people", ascending=False, kind="stable", ignore_index=True)


def _rate(vacancy: pd.Series, establishment: pd.Series) -> pd.Series:
    """Vacancy as a share of establishment; nothing is vacant where nothing is funded."""
    return (vacancy / establishment.where(establishment > 0)).fillna(0.0)
