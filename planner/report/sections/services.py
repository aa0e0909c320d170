"""Fragile services: which have a team of their own, and what is bought from whom."""

from __future__ import annotations

import pandas as pd

from planner.plan.plan import Plan
from planner.report import summary
from planner.report.blocks import Block, DataTable, PageSection, Prose, bounded
from planner.report.facts import services
from planner.report.figures import BASELINE, count, money, wte
from planner.report.names import Names

_LEAD = (
    "Services too scarce for one place alone. Each is run by a team of its minimum size, or "
    "its visits are made by a neighbour's staff; it changes hands once at most."
)
_ROWS = 100


def section(plan: Plan) -> PageSection | None:
    """Nothing where the place has none."""
    sentence = summary.services_sentence(plan)
    if sentence is None:
        return None
    names, table = Names(plan), services.by_service(plan)
    shown = pd.DataFrame(
        {
            "Service": [names.service(s) for s in table["service"]],
            "Run by": table["run_by"],
            "Neighbour": [names.neighbour(s) for s in table["service"]],
            "Minimum team, WTE": table["minimum_team"].map(wte),
            "Team at the end, WTE": table["team"].map(wte),
            f"Team, {BASELINE}": table["baseline_team"].map(wte),
            "Own hours a week": table["own_hours"].map(count),
            "Hours bought a week": table["bought_hours"].map(count),
            f"Hours a week, {BASELINE}": table["baseline_hours"].map(count),
            "Paid over the plan": table["cost"].map(money),
        }
    )
    note = (
        "Hours are those of the last period, travel included; the team is everybody in post who "
        "has the competency, whatever else they do."
    )
    block = DataTable("Who runs each service", shown, tuple(shown.columns[3:]), note)
    blocks: list[Block] = [Prose(sentence), bounded(block, _ROWS, "services")]
    return PageSection("services", "Fragile services", _LEAD, blocks)
