"""Who pays what in a year of each scheme."""

from __future__ import annotations

import pandas as pd

from planner.plan.plan import Plan
from planner.report.blocks import Block, DataTable, PageSection, keyed
from planner.report.figures import plain
from planner.report.names import Names


def section(plan: Plan) -> PageSection:
    names, money = Names(plan), plan["scheme_money"]
    frame = pd.DataFrame(
        {
            "Scheme": money["scheme"].map(names.scheme),
            "Payer": [names.alone("organisations", payer) for payer in money["organisation"]],
            "For": money["item"].map({"pay": "people who rotate", "backfill": "backfill at home"}),
            "k£ a year": money["amount"].map(plain),
        },
        dtype="object",
    )
    blocks: list[Block] = [
        DataTable(
            "Cost by payer",
            frame,
            ("k£ a year",),
            keys=keyed(money, organisation="organisation"),
        )
    ]
    return PageSection("money", "Who pays", "Pay with on-costs, in a year of each scheme.", blocks)
