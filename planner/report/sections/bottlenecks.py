"""What would help most; no section where nobody asked."""

from __future__ import annotations

import pandas as pd

from planner.plan.plan import Plan
from planner.report.blocks import Block, DataTable, PageSection, Timeline
from planner.report.facts import bottlenecks
from planner.report.names import Names

_RIGHT = ("Saves",)


def section(plan: Plan) -> PageSection | None:
    names = Names(plan)
    helped = bottlenecks.helped_priorities(plan)
    if not helped:
        return None
    entries = [
        (
            names.measure(priority),
            [
                bottlenecks.sentence(names, row)
                for _, row in bottlenecks.best_of_each_kind(plan, priority).iterrows()
            ],
        )
        for priority in helped
    ]
    blocks: list[Block] = [Timeline(entries), _all(plan, names)]
    lead = (
        "What one more unit of a limit would save, each measured by raising that limit alone and "
        "planning again with the same profiles adopted, so the figures do not add up. A limit "
        "stands under the first priority that more of it helps."
    )
    return PageSection("bottlenecks", "What would help most", lead, blocks)


def _all(plan: Plan, names: Names) -> DataTable:
    rows = [row for _, row in plan["bottlenecks"].iterrows()]
    frame = pd.DataFrame(
        {
            "Priority": [names.measure(row["priority"]) for row in rows],
            "Limit": [row["limit"].capitalize() for row in rows],
            "More of it": [bottlenecks.one_more(names, row) for row in rows],
            "When": [bottlenecks.when(row) for row in rows],
            "Saves": [bottlenecks.saved(row) for row in rows],
        }
    )
    note = "The largest found of each kind of limit; kinds have units of their own and are no alternatives."
    return DataTable("Every limit measured", frame, _RIGHT, note, folded=True)
