"""What the assignment stands on, and how it was checked."""

from __future__ import annotations

from dataclasses import replace

from planner.plan.plan import Plan
from planner.report.blocks import PageSection, Prose
from planner.report.sections import provenance
from planner.report.shown import check_sentence

_CHECKED = (
    "The check reads the tables of this plan and the place it was made for, and nothing of the "
    "search: everybody's scope of practice, notice, travel and pins, every intake, mentor, team "
    "and post, every target and every priority are worked out again."
)


def section(plan: Plan) -> PageSection:
    made = provenance.section(plan)
    return replace(made, blocks=[Prose(f"{check_sentence(plan)} {_CHECKED}"), *made.blocks])
