"""The investments the plan takes, what they cost and what they do."""

from __future__ import annotations

import pandas as pd

from planner.plan.plan import Plan
from planner.report.blocks import DataTable, PageSection, Prose, keyed
from planner.report.figures import count, money, percent, wte
from planner.report.names import Names

_LEAD = (
    "Investments that lower demand, save time or widen a labour market. What each does is "
    "summed over the periods in which it works; what it saves elsewhere is in the money."
)


def section(plan: Plan) -> PageSection:
    table = plan["levers"]
    taken = table[table["taken"] > 0]
    if not len(taken):
        text = "The plan takes none, or the place lists none."
        return PageSection("levers", "Investments", _LEAD, [Prose(text)])
    names = Names(plan)
    sums = taken.groupby("lever", sort=False).agg(
        organisation=("organisation", "first"),
        share=("taken", "max"),
        in_force=("in_force", "max"),
        cost=("cost", "sum"),
        occasions=("occasions_avoided", "sum"),
        recruits=("recruits_added", "sum"),
        hours=("hours_saved", "sum"),
    )
    order = plan.record.periods
    first = [
        "before the plan"
        if in_force
        else min(taken.loc[taken["lever"] == v, "period"], key=order.index)
        for v, in_force in sums["in_force"].items()
    ]
    shown = pd.DataFrame(
        {
            "Investment": [names.lever(v) for v in sums.index],
            "Paid by": [names.organisation(o) for o in sums["organisation"]],
            "From": first,
            "How much of it": [percent(share) for share in sums["share"]],
            "Cost": sums["cost"].map(money).to_numpy(),
            "Occasions of care avoided": sums["occasions"].map(count).to_numpy(),
            "More recruits to hire, WTE": sums["recruits"].map(wte).to_numpy(),
            "Staff hours saved": sums["hours"].map(count).to_numpy(),
        }
    )
    block = DataTable("Investments taken", shown, tuple(shown.columns[3:]), keys=keyed(sums))
    return PageSection("levers", "Investments", _LEAD, [block])
