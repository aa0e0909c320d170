"""How the batch came out, and the best of each priority."""

from __future__ import annotations

import pandas as pd

from planner.batch.compare import Comparison, dominance
from planner.report.batch_sections.words import counted, figure, headed, level, levels
from planner.report.blocks import Block, Card, Cards, DataTable, PageSection

_MOST_JOINT = 3  # rows named where several are as good


def section(found: Comparison) -> PageSection:
    planned = found.planned()
    total = len(found.frame)
    without = total - len(planned)
    cards = [
        Card("Runs with a plan", f"{len(planned):,}", f"of {counted(total, 'run')}"),
        Card(
            "Runs without one", f"{without:,}", "reasons under “Every run”" if without else "none",
            "bad" if without else "", "Look." if without else "",
        ),
    ]  # fmt: skip
    if len(planned):
        ranked = dominance(found)
        free = int((ranked["dominated_by"].map(len) == 0).sum())
        cards.append(
            Card(
                "Not dominated",
                f"{free:,}",
                "no run of the place is as good in everything and better in something",
            )
        )
        proven = int(planned["proven"].fillna(False).sum())
        cards.append(
            Card("Proven throughout", f"{proven:,}", "every priority within the gap asked for")
        )
    blocks: list[Block] = [Cards(cards)]
    for place, own in planned.groupby("place", sort=False):
        blocks.append(
            DataTable(
                f"Range of each priority: {level(place)}", _ranges(found, own), ("Least", "Most")
            )
        )
    lead = "How the runs came out, and the run with the least of each priority."
    return PageSection("headline", "At a glance", lead, blocks)


def _ranges(found: Comparison, own: pd.DataFrame) -> pd.DataFrame:
    """A row for each priority: its least and most, and where it is least."""
    rows = []
    for measure in found.priorities:
        values = own[measure.column].astype(float)
        least, most = values.min(), values.max()
        joint = own[values <= least + 1e-6 * max(1.0, abs(least))]
        if len(joint) == len(own) and len(own) > 1:
            where = "every run alike"
        else:
            named = [
                f"row {row['row']} ({levels(found, row)})"
                for row in joint.head(_MOST_JOINT).to_dict("records")
            ]
            more = len(joint) - len(named)
            where = "; ".join(named) + (f"; and {more:,} more" if more else "")
        rows.append([headed(measure), figure(least, measure), figure(most, measure), where])
    return pd.DataFrame(rows, columns=["Priority", "Least", "Most", "Least in"], dtype="object")
