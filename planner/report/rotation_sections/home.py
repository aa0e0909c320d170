"""What the home employer has and loses, and who pays."""

from __future__ import annotations

import pandas as pd

from planner.plan.plan import Plan
from planner.report import chart_colours, charts
from planner.report import rotation_summary as summary
from planner.report import rotation_tables as tables
from planner.report.blocks import Block, DataTable, Figure, Keys, Live, PageSection, keyed
from planner.report.names import Names


def section(plan: Plan) -> PageSection:
    table = DataTable(
        "The home employer, block by block", tables.balance(plan), tables.BALANCE_RIGHT,
        note="WTE.", keys=_of_home(plan),
    )  # fmt: skip
    figure = Figure(
        "Where the scheme's people work, WTE",
        charts.heat(_drawn(plan), "employer", "has", _order(plan), ".1f", chart_colours.BLUES),
        "Heat map of the WTE of the scheme's people that each employer has in each block.",
        table,
        live=_live(plan),
    )
    paid = DataTable(
        "Who pays", tables.money(plan), tables.MONEY_RIGHT, note="Over all blocks.",
        keys=keyed(plan["rotation_money"], organisation="organisation"),
    )  # fmt: skip
    blocks: list[Block] = [figure, paid]
    return PageSection("home", "Home and hosts", summary.home_sentence(plan), blocks)


def _of_home(plan: Plan) -> Keys:
    """The blocks of the home employer's rows, by their first day."""
    balance, dates = plan["employer_balance"], plan["block_dates"].set_index("block")["begins"]
    own = balance[balance["home"] == "yes"]
    return keyed(own.assign(period=own["block"].map(dates)))


def _live(plan: Plan) -> Live:
    """WTE of every employer in every block, named by its first day as the record names it."""
    balance, dates = plan["employer_balance"], plan["block_dates"].set_index("block")["begins"]
    named = _drawn(plan).assign(
        organisation=balance["organisation"], period=balance["block"].map(dates)
    )
    return Live(
        "heat", named, {"WTE": "has"}, keyed(named), "employer", colours=chart_colours.BLUES
    )


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
