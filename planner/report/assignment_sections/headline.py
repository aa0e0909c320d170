"""What came out, and how far it is proven."""

from __future__ import annotations

from planner.plan.plan import Plan
from planner.report import assignment_summary as summary
from planner.report import assignment_tables as tables
from planner.report.blocks import Block, Card, Cards, DataTable, PageSection, Prose
from planner.report.figures import count, fixed, percent
from planner.report.shown import check_sentence


def section(plan: Plan) -> PageSection:
    words = summary.status_words(plan)
    blocks: list[Block] = [
        Cards(_cards(plan)),
        Prose(" ".join(summary.headline(plan)[2:])),
        DataTable("Priorities, in their order", tables.priorities(plan), tables.PRIORITIES_RIGHT),
        Prose(check_sentence(plan)),
    ]
    return PageSection("headline", "At a glance", f"{words[:1].upper()}{words[1:]}.", blocks)


def _cards(plan: Plan) -> list[Card]:
    people, measures = plan["assignments"], plan["assignment_measures"].set_index("measure")
    kinds = people["kind"].value_counts()
    today, now = (float(measures.at["shortfall", c]) for c in ("today", "value"))
    learn = int(kinds.get("course", 0) + kinds.get("two_courses", 0))
    filled = (today - now) / today if today > 0 else 1.0
    done = now <= 0
    return [
        Card("People", count(len(people)), f"{int(kinds.get('stay', 0)):,} with nothing changed"),
        Card("Go on a course", count(learn), f"on {len(plan['intakes']):,} intakes"),
        Card("Come to other posts", count(int(kinds.get("move", 0))), _minutes(plan)),
        Card(
            "Staff missing from the targets, WTE-years",
            fixed(now),
            f"{percent(filled)} of the {fixed(today)} missing today is filled",
            "good" if done else "bad",
            "Met" if done else "Short",
        ),
        Card("Mentors", count(plan["mentors"]["mentor"].nunique()), "with trainees at some time"),
    ]


def _minutes(plan: Plan) -> str:
    moves = plan["assignments"]
    moves = moves[moves["kind"] == "move"]
    return f"{fixed(moves['minutes'].mean())} minutes away on average" if len(moves) else "nobody"
