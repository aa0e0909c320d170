"""What is to be done, period by period."""

from __future__ import annotations

from planner.plan.plan import Plan
from planner.report import summary
from planner.report.blocks import Block, DataTable, PageSection, Timeline
from planner.report.facts.actions import actions_by_period
from planner.report.figures import BASELINE

_EACH = 6


def section(plan: Plan) -> PageSection:
    biggest = summary.actions(plan)
    blocks: list[Block] = [
        DataTable("The biggest actions", biggest.frame, biggest.right, biggest.note)
    ]
    by_period = actions_by_period(plan, _EACH)
    if by_period:
        blocks.append(
            Timeline(
                [
                    (period, [action.text + "." for action in actions])
                    for period, actions in by_period.items()
                ]
            )
        )
    lead = (
        f"The actions that differ most from {BASELINE}, then the largest of each period. "
        "Training stands in the period it ends."
    )
    return PageSection("actions", "What is to be done", lead, blocks)
