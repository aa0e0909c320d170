"""Money against budgets, and ring-fenced funds."""

from __future__ import annotations

import pandas as pd

from planner.plan.plan import Plan
from planner.report import chart_colours, charts, charts_more, summary
from planner.report.blocks import Block, DataTable, Figure, PageSection, bounded, keyed
from planner.report.facts import finance
from planner.report.figures import BASELINE, Pair, change, listed, money, percent
from planner.report.names import Names, isolated
from planner.report.sections import back_office

_BASE = BASELINE.capitalize()
_ROWS, _HEAT, _FUND_BARS = 150, 20, 24
#: So much of a name fits beside a chart with a year behind it.
_BESIDE = 32
_RULES = {"hard": "may not overspend", "control_total": "control total"}
_FUND_COLOURS = {"Used": chart_colours.BLUE, "Lapses": chart_colours.ORANGE}


def section(plan: Plan) -> PageSection:
    cost = summary.payers(plan)
    blocks: list[Block] = [
        DataTable(cost.title, cost.frame, cost.right, cost.note, total=True),
        _lines(plan),
    ]
    use = finance.budget_use(plan)
    if len(use):
        blocks.append(_use(plan, use))
    blocks.append(bounded(_budgets(plan), _ROWS, "organisations"))
    funds = finance.fund_use(plan)
    if len(funds):
        blocks += _funds(plan, funds)
    blocks += back_office.blocks(plan)
    lead = "Spending over the whole plan, and what becomes of ring-fenced money."
    return PageSection("money", "Money", lead, blocks)


def _lines(plan: Plan) -> DataTable:
    table = finance.lines(plan)
    pairs = [Pair(*values) for values in table[finance.AMOUNTS].itertuples(index=False)]
    shown = pd.DataFrame(
        {
            "For": [line.replace("_", " ").capitalize() for line in table["line"]],
            "Plan": [money(p.plan) for p in pairs],
            _BASE: [money(p.baseline) for p in pairs],
            "Change": [change(p) for p in pairs],
        }
    )
    return DataTable("What employers spend it on", shown, ("Plan", _BASE, "Change"), folded=True)


def _use(plan: Plan, use: pd.DataFrame) -> Figure:
    names, periods = Names(plan), plan.record.periods
    top = list(dict.fromkeys(use["organisation"]))
    grid = pd.MultiIndex.from_product([top[:_HEAT], periods], names=["organisation", "period"])
    drawn = use.set_index(["organisation", "period"])[["share"]].reindex(grid).reset_index()
    drawn = drawn.dropna(subset=["share"])
    drawn["organisation"] = [names.organisation(i) for i in drawn["organisation"]]
    cells = {
        (
            row["organisation"],
            row["period"],
        ): f"{money(row['spending'])}, {percent(row['share'], 0)}"
        for row in use.to_dict("records")
    }
    shown = pd.DataFrame({"Organisation": [names.organisation(i) for i in top]})
    for period in periods:
        shown[period] = [cells.get((organisation, period), "–") for organisation in top]
    title = "Spending, and its share of what may be spent"
    whose = keyed(pd.DataFrame({"organisation": top}))
    full = DataTable(title, shown, tuple(periods), keys=whose)
    table = bounded(full, _ROWS, "organisations")
    note = "What may be spent is the budget with the overspend allowed."
    beyond = finance.spending_without_budget(plan)
    if beyond:
        note += f" Not shown, as they may spend nothing and do: {listed([names.organisation(i) for i in beyond])}."
    if len(top) > _HEAT:
        note += f" {_HEAT} of {len(top)} organisations: those that use the most of it."
    return Figure(
        "How much of each budget is used, period by period",
        charts_more.shares(drawn, "organisation", periods),
        "Heat map of spending as a share of what may be spent, by organisation and period.",
        table,
        note,
        published=True,
    )


def _budgets(plan: Plan) -> DataTable:
    names = Names(plan)
    table = finance.budgets(plan)
    shown = pd.DataFrame(
        {
            "Organisation": [names.organisation(i) for i in table["organisation"]],
            "Rule": [_RULES.get(rule, rule) for rule in table["rule"]],
            "Budget": table["budget"].map(money),
            "Spending": table["spending"].map(money),
            f"Spending, {BASELINE}": table["baseline_spending"].map(money),
            "Overspend": table["overspend"].map(money),
            f"Overspend, {BASELINE}": table["baseline_overspend"].map(money),
            "Allowed": table["overspend_limit"].map(money),
        }
    )
    title = "Spending against budgets"
    return DataTable(
        title, shown, tuple(shown.columns[2:]), folded=len(shown) > 12, keys=keyed(table)
    )


def _funds(plan: Plan, table: pd.DataFrame) -> list[Figure]:
    """By financial year where they are few; by fund, and what lapses by year, where they are
    many."""
    label = _fund_labels(plan, table)
    figures = _fund_figures(plan, table)
    note = "What is left at the end of March lapses. Months before the plan starts do not count."
    about = "Bars of what is used of each fund and what lapses"
    if len(table) <= _FUND_BARS:
        years = zip(table["fund"], table["year"], strict=True)
        bars = pd.DataFrame(
            {
                "fund": [f"{label[fund]}, {year}" for fund, year in years],
                "Used": table["used"],
                "Lapses": table["lapsed"],
            }
        )
        chart = charts.stacked(bars, "fund", _FUND_COLOURS, "k£")
        title = "Ring-fenced funds, k£"
        about = f"{about}, by financial year."
        return [Figure(title, chart, about, figures, note, published=True)]
    whole = table.groupby("fund", as_index=False)[["used", "lapsed"]].sum()
    whole = whole.sort_values(["lapsed", "used"], ascending=False, kind="stable").head(_HEAT)
    if table["fund"].nunique() > len(whole):
        note += f" {len(whole)} of {table['fund'].nunique()} funds: those of which most lapses."
    bars = whole.assign(fund=whole["fund"].map(label))
    bars = bars.rename(columns={"used": "Used", "lapsed": "Lapses"})
    chart = charts.stacked(bars, "fund", _FUND_COLOURS, "k£ over the plan")
    title = "Ring-fenced funds over the plan, k£"
    result = [Figure(title, chart, f"{about}.", figures, note, published=True)]
    if (table["lapsed"] > 0.5).any():
        result.append(_lapsing_figure(plan, table, list(whole["fund"]), label))
    return result


def _fund_labels(plan: Plan, table: pd.DataFrame) -> dict[str, str]:
    """Fund → what fits beside a chart: its name where names differ at their start, else its
    identifier."""
    names = Names(plan)
    alone = {fund: names.alone("funds", fund) for fund in table["fund"].unique()}
    if len({name[:_BESIDE] for name in alone.values()}) == len(alone):
        return alone
    return {fund: isolated(fund) for fund in alone}


def _fund_figures(plan: Plan, table: pd.DataFrame) -> DataTable:
    names = Names(plan)
    shown = pd.DataFrame(
        {
            "Fund": [names.fund(fund) for fund in table["fund"]],
            "Financial year": table["year"],
            "Available": [money(v) if v > 0 else "not known" for v in table["available"]],
            "Used": table["used"].map(money),
            f"Used, {BASELINE}": table["baseline_used"].map(money),
            "Lapses": summary.lapses(table, "lapsed"),
            f"Lapses, {BASELINE}": summary.lapses(table, "baseline_lapsed"),
        }
    )
    return bounded(DataTable("Funds", shown, tuple(shown.columns[2:])), _ROWS, "rows")


def _lapsing_figure(
    plan: Plan, table: pd.DataFrame, order: list[str], label: dict[str, str]
) -> Figure:
    some = table[table["fund"].isin(order)].rename(columns={"year": "period"})
    some = some.assign(at=some["fund"].map({fund: at for at, fund in enumerate(order)}))
    some = some.sort_values("at", kind="stable").assign(fund=lambda rows: rows["fund"].map(label))
    years = list(dict.fromkeys(table["year"]))
    return Figure(
        "What lapses of each fund, k£ by financial year",
        charts.heat(some, "fund", "lapsed", years, ",.0f", chart_colours.RUSTS),
        "Heat map of what lapses of each fund by financial year.",
        _lapsing(Names(plan), table),
        published=True,
    )


def _year_to_march(year: str) -> str:
    """``2028/29`` → ``Year to March 2029``: a period may be called as the year is, and its
    columns are hidden when a reader chooses another."""
    return f"Year to March {int(year[:4]) + 1}"


def _lapsing(names: Names, table: pd.DataFrame) -> DataTable:
    """A row for each fund, a column for each financial year."""
    said = table.assign(words=summary.lapses(table, "lapsed"))
    wide = said.pivot(index="fund", columns="year", values="words").fillna("–")
    shown = pd.DataFrame({"Fund": [names.fund(str(fund)) for fund in wide.index]})
    for year in wide.columns:
        shown[_year_to_march(str(year))] = wide[year].to_list()
    return bounded(DataTable("What lapses", shown, tuple(shown.columns[1:])), _ROWS, "funds")
