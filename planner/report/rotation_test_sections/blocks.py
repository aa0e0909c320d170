"""Net loss of each employer, and what hosts have, block by block."""

from __future__ import annotations

import pandas as pd

from planner.plan.plan import Plan
from planner.report.blocks import Block, DataTable, PageSection
from planner.report.figures import plain
from planner.report.names import Names
from planner.report.rotation_sections.timetable import short_date


def section(plan: Plan) -> PageSection:
    names, balance = Names(plan), plan["scheme_balance"]
    blocks: list[Block] = []
    for scheme, own in balance.groupby("scheme", sort=False):
        rows = []
        for employer, line in own.groupby("organisation", sort=False):
            who = names.alone("organisations", str(employer))
            rows.append([who, *(plain(v) for v in line["has_wte"])])
        home = own[own["organisation"] == own["organisation"].iloc[0]]
        rows.append(["Net loss at home", *(plain(v, 2) for v in home["net_loss_wte"])])
        columns = ["WTE that each has", *map(short_date, home["begins"])]
        frame = pd.DataFrame(rows, columns=columns, dtype="object")
        blocks.append(DataTable(names.scheme(str(scheme)), frame, tuple(columns[1:]), total=True))
    lead = "WTE of the scheme's people that each employer has in each block, by its first day."
    return PageSection("blocks", "Block by block", lead, blocks)
