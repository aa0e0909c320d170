"""Targets that are not met, and what stops each."""

from __future__ import annotations

from planner.plan.plan import Plan
from planner.report import assignment_summary as summary
from planner.report import assignment_tables as tables
from planner.report.blocks import Block, DataTable, PageSection, bounded, keyed

_ROWS = 200


def section(plan: Plan) -> PageSection:
    frame = tables.unmet(plan)
    blocks: list[Block] = []
    if len(frame):
        table = DataTable(
            "Targets not met",
            frame,
            tables.UNMET_RIGHT,
            "A trainee counts as likely as they complete, once the course has ended.",
            keys=keyed(tables.unmet_rows(plan), organisation="organisation", role="role"),
        )
        blocks.append(bounded(table, _ROWS, "targets"))
    return PageSection("targets", "Targets", summary.targets_sentence(plan), blocks)
