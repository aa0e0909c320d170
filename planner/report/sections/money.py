"""Money against budgets, and ring-fenced funds."""

from __future__ import annotations

import pandas as pd

from planner.plan.plan import Plan
from planner.report import charts, summary
from planner.report.blocks import Block, DataTable, Figure, PageSection, bounded, keyed
from planner.report.facts import finance
from planner.report.figures import BASELINE, Pair, change, money
from planner.report.names import Names
from planner.report.sections import back_office

_BASE = BASELINE.capitalize()
_ROWS = 150
_RULES = {"hard": "may not overspend", "control_total": "control total"}
_FUND_COLOURS = {"Used": charts.BLUE, "Lapses": charts.ORANGE}


def section(plan: Plan) -> PageSection:
    cost = summary.payers(plan)
    blocks: list[Block] = [
        DataTable(cost.title, cost.frame, cost.right, cost.note, total=True),
        _lines(plan),
        bounded(_budgets(plan), _ROWS, "organisations"),
    ]
    funds = finance.fund_use(plan)
    if len(funds):
        blocks.append(_funds(plan, funds))
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


def _funds(plan: Plan, table: pd.DataFrame) -> Figure:
    names = Names(plan)
    label = [
        f"{names.fund(fund)}, {year}"
        for fund, year in zip(table["fund"], table["year"], strict=True)
    ]
    shown = pd.DataFrame(
        {
            "Fund and financial year": label,
            "Available": [money(v) if v > 0 else "not known" for v in table["available"]],
            "Used": table["used"].map(money),
            f"Used, {BASELINE}": table["baseline_used"].map(money),
            "Lapses": summary.lapses(table, "lapsed"),
            f"Lapses, {BASELINE}": summary.lapses(table, "baseline_lapsed"),
        }
    )
    bars = pd.DataFrame({"fund": label, "Used": table["used"], "Lapses": table["lapsed"]})
    return Figure(
        "Ring-fenced funds, k£",
        charts.stacked(bars.head(40), "fund", _FUND_COLOURS, "k£"),
        "Bars of what is used of each fund and what lapses, by financial year.",
        bounded(DataTable("Funds", shown, tuple(shown.columns[1:])), _ROWS, "rows"),
        "What is left at the end of March lapses. Months before the plan starts do not count.",
        published=True,
    )
