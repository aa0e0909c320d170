"""Agreements, joint posts and rotation: who works for whom, from when, and at what cost."""

from __future__ import annotations

import pandas as pd

from planner.plan.plan import Plan
from planner.report import summary
from planner.report.blocks import Block, DataTable, PageSection, Prose, bounded, keyed
from planner.report.facts import partners
from planner.report.figures import BASELINE, money, wte
from planner.report.names import Names

_LEAD = (
    "What lets partners act as one: who employs for whom, posts that serve several "
    "organisations, and staff who rotate. Everybody is counted once."
)
_KINDS = {"agreement": "Employ and deploy", "joint_post": "Joint post", "rotation": "Rotation"}
_ROWS = 60


def section(plan: Plan) -> PageSection | None:
    """None where the place lists no arrangements."""
    sentence = summary.partners_sentence(plan)
    if sentence is None:
        return None
    blocks: list[Block] = [Prose(sentence)]
    runs = plan["arrangements"]
    runs = runs[runs["runs"] > 0]
    if len(runs):
        blocks.append(bounded(_arrangements(plan, runs), _ROWS, "arrangements"))
    lent = partners.lent_at_the_end(plan)
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
    payers = runs.groupby("arrangement", sort=False)[["organisation"]].last()
    keys = keyed(payers, organisation="organisation")
    return DataTable("Arrangements that run", shown, tuple(shown.columns[4:]), keys=keys)


def _employment(plan: Plan, end: pd.DataFrame) -> DataTable:
    names = Names(plan)
    shown = pd.DataFrame(
        {
            "Employed by": [names.organisation(i) for i in end["employer"]],
            "Works for": [names.organisation(i) for i in end["organisation"]],
            "Role": [names.role(i) for i in end["role"]],
            "By": [names.arrangement(i) for i in end["arrangement"]],
            "Staff, WTE": end["wte"].map(wte).to_numpy(),
            f"Staff, {BASELINE}": end["baseline_wte"].map(wte).to_numpy(),
        }
    )
    return DataTable(
        "Who works for another than their employer, at the end of the plan",
        shown,
        tuple(shown.columns[4:]),
        keys=keyed(end, organisation=("employer", "organisation"), role="role"),
    )
