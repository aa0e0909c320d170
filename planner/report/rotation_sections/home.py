"""What the home employer has and loses, and who pays."""

from __future__ import annotations

import pandas as pd

from planner.plan.plan import Plan
from planner.report import charts
from planner.report import rotation_summary as summary
from planner.report import rotation_tables as tables
from planner.report.blocks import Block, DataTable, Figure, PageSection
from planner.report.names import Names


def section(plan: Plan) -> PageSection:
    table = DataTable(
        "The home employer, block by block", tables.balance(plan), tables.BALANCE_RIGHT,
        note="WTE.",
    )  # fmt: skip
    figure = Figure(
        "Where the scheme's people work, WTE",
        charts.heat(_drawn(plan), "employer", "has", _order(plan), ".1f", charts.BLUES),
        "Heat map of the WTE of the scheme's people that each employer has in each block.",
        table,
    )
    paid = DataTable("Who pays", tables.money(plan), tables.MONEY_RIGHT, note="Over all blocks.")
    blocks: list[Block] = [figure, paid]
    return PageSection("home", "Home and hosts", summary.home_sentence(plan), blocks)


def _order(plan: Plan) -> list[str]:
    return [f"{block:g}" for block in plan["block_dates"]["block"]]


def _drawn(plan: Plan) -> pd.DataFrame:
    names, frame = Names(plan), plan["employer_balance"]
    return pd.DataFrame(
        {
            "employer": [names.alone("organisations", who) for who in frame["organisation"]],
            "period": frame["block"].map(lambda block: f"{block:g}"),
            "has": frame["has_wte"],
        }
    )
