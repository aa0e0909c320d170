"""What the roster stands on, and how it was checked."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from planner.plan.plan import Plan
from planner.report import roster_tables as tables
from planner.report.blocks import Block, DataTable, PageSection, Prose
from planner.report.figures import plain
from planner.report.sections import provenance
from planner.report.shown import check_sentence

_CHECKED = (
    "The check reads the tables of this plan and the place it was made for, and nothing of the "
    "search: every person's rest, hours and days by the clock, every count of cover, every "
    "request and every point is worked out again."
)


def section(plan: Plan) -> PageSection:
    made = provenance.section(plan)
    said = f"{check_sentence(plan)} {_CHECKED}"
    blocks: list[Block] = [Prose(said), Prose(tables.bound_sentence(plan)), *made.blocks]
    if plan.record.trace:
        blocks.append(DataTable("The search", _trace(plan), _RIGHT, folded=True))
    return replace(made, blocks=blocks)


_RIGHT = ("Best so far", "No roster below", "Seconds")


def _trace(plan: Plan) -> pd.DataFrame:
    def words(value: object) -> str:
        return plain(float(value)) if isinstance(value, int | float) else "–"

    return pd.DataFrame(
        [
            (
                str(step.get("phase", "")),
                words(step.get("incumbent")),
                words(step.get("bound")),
                words(step.get("seconds")),
            )
            for step in plan.record.trace
        ],
        columns=["Phase", *_RIGHT],
    )
