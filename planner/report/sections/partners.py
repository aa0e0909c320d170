"""Agreements, joint posts and rotation: who works for whom, from when, and at what cost."""

from __future__ import annotations

import pandas as pd

from planner.plan.plan import Plan
from planner.report.blocks import Block, DataTable, PageSection, Prose, bounded
from planner.report.figures import money, wte
from planner.report.names import Names

_LEAD = (
    "What lets partners act as one: who employs for whom, posts that serve several "
    "organisations, and staff who rotate. Everybody is counted once."
)
_KINDS = {"agreement": "Employ and deploy", "joint_post": "Joint post", "rotation": "Rotation"}
_ROWS = 60


def section(plan: Plan) -> PageSection | None:
    """None where the place lists no arrangements."""
    if not plan.labels.get("arrangements"):
        return None
    table = plan["arrangements"]
    runs = table[table["runs"] > 0]
    if not len(runs):
        text = "The plan makes none of the arrangements that the place lists."
        return PageSection("partners", "Working across employers", _LEAD, [Prose(text)])
    blocks: list[Block] = [_arrangements(plan, runs)]
    lent = plan["employment"]
    lent = lent[(lent["arrangement"] != "") & (lent["wte"] > 0)]
    if len(lent):
        blocks.append(bounded(_employment(plan, lent), _ROWS, "lines"))
    return PageSection("partners", "Working across employers", _LEAD, blocks)


def _arrangements(plan: Plan, runs: pd.DataFrame) -> DataTable:
    names, order = Names(plan), plan.record.periods
    rows = []
    for name, mine in runs.groupby("arrangement", sort=False):
        first = min(mine["period"], key=order.index)
        last = mine[mine["period"] == max(mine["period"], key=order.index)].iloc[0]
        new = "since before the plan" if (mine["baseline_runs"] > 0).any() else f"from {first}"
        rows.append(
            {
                "What": names.arrangement(str(name)),
                "Kind": _KINDS[last["kind"]],
                "Paid by": names.organisation(last["organisation"]),
                "Runs": new,
                "Staff at the end, WTE": wte(last["wte"]),
                "Cost over the plan": money(mine["cost"].sum()),
                "Grew by rotating, WTE": wte(mine["grown"].sum()),
            }
        )
    shown = pd.DataFrame(rows)
    return DataTable("Arrangements that run", shown, tuple(shown.columns[4:]))


def _employment(plan: Plan, lent: pd.DataFrame) -> DataTable:
    names = Names(plan)
    end = lent[lent["period"] == plan.record.periods[-1]]
    shown = pd.DataFrame(
        {
            "Employed by": [names.organisation(i) for i in end["employer"]],
            "Works for": [names.organisation(i) for i in end["organisation"]],
            "Role": [names.role(i) for i in end["role"]],
            "By": [names.arrangement(i) for i in end["arrangement"]],
            "Staff, WTE": end["wte"].map(wte).to_numpy(),
            "Today's way of working": end["baseline_wte"].map(wte).to_numpy(),
        }
    )
    return DataTable(
        "Who works for another than their employer, at the end of the plan",
        shown,
        tuple(shown.columns[4:]),
    )
