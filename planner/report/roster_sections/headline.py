"""What came out, and how far it is proven."""

from __future__ import annotations

from planner.plan.plan import Plan
from planner.report import roster_summary as summary
from planner.report import roster_tables as tables
from planner.report.blocks import Block, Card, Cards, DataTable, PageSection, Prose
from planner.report.facts import roster
from planner.report.figures import count, fixed, percent, plain
from planner.report.names import isolated
from planner.report.shown import check_sentence


def section(plan: Plan) -> PageSection:
    words = summary.status_words(plan)
    said = " ".join(summary.cover_sentences(plan))
    changed = summary.changes_sentence(plan)
    blocks: list[Block] = [
        Cards(_cards(plan)),
        Prose(said if changed is None else f"{said} {changed}"),
        DataTable("What it weighs", tables.weights(plan), tables.WEIGHTS_RIGHT, total=True),
        Prose(f"{tables.bound_sentence(plan)} {check_sentence(plan)}"),
    ]
    return PageSection("headline", "At a glance", f"{words[:1].upper()}{words[1:]}.", blocks)


def _cards(plan: Plan) -> list[Card]:
    cover, hours = roster.cover(plan), roster.hours(plan)
    asked, met = roster.requests(plan)
    short = f"on {cover.short_shifts:,} of {cover.shifts:,} shifts that have cover"
    if cover.registrants_missing:
        short += f"; registrants missing: {count(cover.registrants_missing)}"
    safe = not cover.short_shifts
    among = "; those below the minimum are among them" if cover.below_minimum else ""
    return [
        Card("Shifts rostered", count(len(plan["duties"])), f"for {hours.people:,} people"),
        Card(
            "People missing below minimum cover",
            count(cover.below_minimum),
            "on every shift" if safe else short,
            "good" if safe else "bad",
            "Met" if safe else "Short",
        ),
        Card(
            "People missing below preferred cover",
            count(cover.below_preferred),
            f"on {cover.wanting_shifts:,} of {cover.shifts:,} shifts that have cover{among}",
        ),
        Card(
            "Contract hours owed",
            plain(round(hours.owed, 1)),
            f"of {plain(hours.contract)}; {plain(hours.extra)} above the contract",
        ),
        Card(
            "Requests met",
            percent(met / asked, 0) if asked else "–",
            f"{met:,} of {asked:,} days" if asked else "nobody asked for anything",
        ),
        *(_fair(plan, what) for what in ("nights", "weekends")),
    ]


def _fair(plan: Plan, what: str) -> Card:
    label = f"{what.capitalize()} away from a fair share"
    fair = roster.fairness(plan, what)
    if fair is None:
        return Card(label, "–", f"there are no {what} to share")
    more = "more" if fair.above else "fewer"
    who = f"{isolated(fair.who)} has {fixed(fair.most)} {more}"
    return Card(label, fixed(fair.average), f"on average; at most: {who}")
