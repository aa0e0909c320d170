"""What posts have."""

from __future__ import annotations

from planner.plan.plan import Plan
from planner.report import rotation_summary as summary
from planner.report import rotation_tables as tables
from planner.report.blocks import Block, DataTable, PageSection, bounded, keyed


def section(plan: Plan) -> PageSection:
    blocks: list[Block] = [
        bounded(
            DataTable(
                "Posts",
                tables.posts(plan),
                tables.POSTS_RIGHT,
                keys=keyed(tables.post_rows(plan), organisation="organisation"),
            ),
            300,
            "posts",
        )
    ]
    return PageSection("posts", "Posts", summary.posts_sentence(plan), blocks)
