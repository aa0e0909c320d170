"""What came out, and how far it is proven."""

from __future__ import annotations

from planner.plan.plan import Plan
from planner.report import rotation_summary as summary
from planner.report import rotation_tables as tables
from planner.report.blocks import Block, Card, Cards, DataTable, PageSection, Prose
from planner.report.figures import plain
from planner.report.shown import check_sentence


def section(plan: Plan) -> PageSection:
    words = summary.status_words(plan)
    said = " ".join(summary.headline(plan)[2:])
    table = DataTable("What it comes to", tables.measures(plan), tables.MEASURES_RIGHT)
    blocks: list[Block] = [Cards(_cards(plan)), Prose(said), table, Prose(check_sentence(plan))]
    return PageSection("headline", "At a glance", f"{words[:1].upper()}{words[1:]}.", blocks)


def _cards(plan: Plan) -> list[Card]:
    missing = tables.priority(plan, "unfilled")
    loss = plan["employer_balance"]["net_loss_wte"].max()
    gained = plan["gains"].query("block > 0")["person"].nunique()
    return [
        Card("People who rotate", f"{len(plan['rotation_people']):,}", "under one scheme"),
        Card(
            "WTE missing at posts",
            plain(missing.value),
            f"over all blocks; {plain(missing.baseline)} if nobody rotates",
            "bad" if missing.value else "good",
            "Short" if missing.value else "Met",
        ),
        Card(
            "Net loss at home, worst block",
            f"{plain(loss, 2)} WTE",
            "beyond its backfill",
            "bad" if loss > 0 else "good",
            "Loses" if loss > 0 else "None",
        ),
        Card("People who gain a competence", f"{gained:,}", "during the scheme"),
    ]
