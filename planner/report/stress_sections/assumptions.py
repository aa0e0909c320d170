"""What was taken to be uncertain, and what the play leaves out."""

from __future__ import annotations

import pandas as pd

from planner.plan.plan import Plan
from planner.report.blocks import DataTable, PageSection, Prose
from planner.report.figures import fixed, percent
from planner.report.names import isolated

_LEFT_OUT = (
    "Left out, so that more is unmet than need be: teams other than those planned do not step in, "
    "no visit is put off for a graver one, no visit is planned anew, and no more agency staff are "
    "called than planned. Left out the other way: sickness, pay awards, prices and the hours people "
    "work vary too; one WTE counts as one person, so chance in small teams of part-timers is told "
    "too large; shocks of need, turnover and recruitment are independent of each other."
)


def section(plan: Plan) -> PageSection:
    terms = plan["stress_terms"]
    frame = pd.DataFrame(
        {
            "Quantity": [f"{q[:1].upper()}{q[1:]}" for q in terms["quantity"]],
            "Of": [isolated(of) for of in terms["of"]],
            "Spread": terms["spread"],
            "Shared by all": [percent(v, 0) for v in terms["shared_by_all"]],
            "Shared by group": [percent(v, 0) for v in terms["shared_by_group"]],
            "Left a year later": [fixed(v, 2) for v in terms["persistence"]],
            "People by chance": terms["chance"],
            "Source": [isolated(source) for source in terms["source"]],
        },
        dtype="object",
    )
    right = ("Shared by all", "Shared by group", "Left a year later")
    note = (
        "Factors on the plan's figures. A row that names something goes before one that does not."
    )
    table = DataTable("What was taken to be uncertain", frame, right, note)
    lead = "Every figure here stands on these."
    return PageSection("assumptions", "What was assumed", lead, [table, Prose(_LEFT_OUT)])
