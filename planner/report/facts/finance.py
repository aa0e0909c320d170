"""Who pays what, and what becomes of ring-fenced money."""

from __future__ import annotations

import pandas as pd

from planner.plan.plan import Plan
from planner.report.horizon import financial_year, periods_of
from planner.report.names import Names

AMOUNTS = ["amount", "baseline_amount"]


def cost_by_payer(plan: Plan) -> pd.DataFrame:
    """What each employer and fund pays over the horizon, in k£; the largest first.

    Columns ``payer`` (identifier), ``kind`` ("organisation" or "fund"), ``amount``,
    ``baseline_amount``. An employer's amount is net of what funds reimburse.
    """
    parts = []
    for table, kind in (("money", "organisation"), ("funds", "fund")):
        sums = plan[table].groupby(kind, as_index=False)[AMOUNTS].sum()
        parts.append(sums.rename(columns={kind: "payer"}).assign(kind=kind))
    both = pd.concat(parts, ignore_index=True)[["payer", "kind", *AMOUNTS]]
    return both.sort_values("amount", ascending=False, kind="stable", ignore_index=True)


def lines(plan: Plan) -> pd.DataFrame:
    """Columns ``line``, ``amount``, ``baseline_amount`` (k£ over the horizon)."""
    sums = plan["money"].groupby("line", as_index=False)[AMOUNTS].sum()
    return sums.sort_values("amount", ascending=False, kind="stable", ignore_index=True)


def budgets(plan: Plan) -> pd.DataFrame:
    """Each employer over the horizon, in k£: ``organisation``, ``rule``, ``budget``,
    ``spending``, ``baseline_spending``, ``overspend``, ``baseline_overspend``,
    ``overspend_limit``."""
    table = plan["budgets"]
    figures = [c for c in table.columns if c not in ("organisation", "period", "rule")]
    sums = table.groupby(["organisation", "rule"], as_index=False)[figures].sum()
    return sums.sort_values("budget", ascending=False, kind="stable", ignore_index=True)


def budget_use(plan: Plan) -> pd.DataFrame:
    """Each employer that may spend in each period: columns ``organisation``, ``period``,
    ``rule``, ``budget``, ``spending`` (k£) and ``share`` (spending of what may be spent, the
    allowed overspend included); those who use the most in any period first."""
    table = plan["budgets"]
    most = table["budget"] + table["overspend_limit"]
    table = table.assign(share=table["spending"] / most.where(most > 0))[most > 0]
    top = table.groupby("organisation")["share"].max().sort_values(ascending=False, kind="stable")
    rank = {name: at for at, name in enumerate(top.index)}
    when = {period: at for at, period in enumerate(plan.record.periods)}
    table = table.assign(_o=table["organisation"].map(rank), _t=table["period"].map(when))
    kept = ["organisation", "period", "rule", "budget", "spending", "share"]
    return table.sort_values(["_o", "_t"], ignore_index=True)[kept]


def spending_without_budget(plan: Plan) -> list[str]:
    """Organisations that spend in a period in which they may spend nothing, those with the
    most first."""
    table = plan["budgets"]
    nothing = table[(table["budget"] + table["overspend_limit"] <= 0) & (table["spending"] > 0.05)]
    sums = nothing.groupby("organisation")["spending"].sum()
    return [str(i) for i in sums.sort_values(ascending=False, kind="stable").index]


def fund_use(plan: Plan) -> pd.DataFrame:
    """What was used of each fund, and what lapsed, by financial year, in k£.

    Columns ``fund``, ``year``, ``available`` (0 where the plan does not know it), ``used``,
    ``baseline_used``, ``lapsed``, ``baseline_lapsed``. A year's part in the horizon counts,
    not the months before the plan starts.
    """
    names = Names(plan)
    periods = periods_of(plan)
    year_of = {period.label: financial_year(period) for period in periods}
    share = pd.Series(0.0, index=sorted(set(year_of.values())))
    for period in periods:
        share[year_of[period.label]] += period.years
    funds = sorted({*plan["funds"]["fund"], *plan.labels.get("fund_amounts", {})})
    index = pd.MultiIndex.from_product([funds, share.index], names=["fund", "year"])
    paid = plan["funds"].assign(year=plan["funds"]["period"].map(year_of))
    used = paid.groupby(["fund", "year"])[AMOUNTS].sum().reindex(index, fill_value=0.0)
    table = used.set_axis(["used", "baseline_used"], axis=1).reset_index()
    yearly = table["fund"].map({fund: names.number("fund_amounts", fund) for fund in funds})
    share_of = table["year"].map(share).astype(float)
    table.insert(2, "available", yearly.astype(float) * share_of)
    for b in ("", "baseline_"):
        table[f"{b}lapsed"] = (table["available"] - table[f"{b}used"]).clip(lower=0.0)
    return table
