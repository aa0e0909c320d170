"""What comes of the plan, and how likely it is beyond its limits."""

from __future__ import annotations

from planner.plan.plan import Plan
from planner.report import stress_summary as summary
from planner.report.blocks import Block, DataTable, PageSection, Prose
from planner.report.figures import percent


def section(plan: Plan) -> PageSection:
    share = percent(plan.record.limits["need_share"])
    note = (
        f"{summary.LIMITS_NOTE} Hours not given are too many where they are more than {share} of "
        "those asked. “In the plan” is the plan without uncertainty."
    )
    blocks: list[Block] = [
        Prose(" ".join(summary.sentences(plan))),
        DataTable("Employers beyond a limit", summary.limits(plan), summary.LIMITS_RIGHT, note),
        Prose(summary.CHECKED),
    ]
    lead = "The plan's decisions, played forward against chance."
    return PageSection("headline", "At a glance", lead, blocks)
