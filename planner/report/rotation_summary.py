"""A rotation on one page for the leads of its employers: sentences, then a few short tables."""

from __future__ import annotations

import datetime as dt

from planner.plan.plan import Plan
from planner.report import rotation_tables as tables
from planner.report.facts.rota import said
from planner.report.figures import count, plain
from planner.report.names import Names, isolated
from planner.report.shown import Section, Summary, check_sentence

_PEOPLE = 10

_STATUS = {
    "optimal": "no better one is possible",
    "feasible": "it keeps every rule, but may not be the best",
    "interrupted": "the search was stopped, and this is the best checked one until then",
}


def summarise(plan: Plan) -> Summary:
    """What the leads of a trust and of a PCN read first."""
    people = tables.people(plan).head(_PEOPLE)
    return Summary(
        headline(plan),
        (
            Section("What it comes to", "", tables.measures(plan), tables.MEASURES_RIGHT),
            Section(
                "The home employer, block by block",
                "WTE.",
                tables.balance(plan),
                tables.BALANCE_RIGHT,
            ),
            Section("Posts", "", tables.posts(plan), tables.POSTS_RIGHT),
            Section("People, worst off first", "", people, tables.PEOPLE_RIGHT),
            Section("Who pays", "Over all blocks.", tables.money(plan), tables.MONEY_RIGHT),
        ),
    )


def headline(plan: Plan) -> tuple[str, ...]:
    """Status and check, posts, net loss, competence, the worst-off."""
    return (
        status_sentence(plan),
        check_sentence(plan),
        posts_sentence(plan),
        home_sentence(plan),
        gains_sentence(plan),
        worst_sentence(plan),
    )


def status_words(plan: Plan) -> str:
    record = plan.record
    words = _STATUS.get(record.status, record.status)
    return words if record.status == "optimal" else f"{words} ({record.ended})"


def status_sentence(plan: Plan) -> str:
    scheme = Names(plan).scheme(plan.record.limits["scheme"])
    first = dt.date.fromisoformat(plan.record.start)
    return (
        f"{scheme} in {isolated(plan.record.place)}, {len(plan['block_dates'])} blocks from "
        f"{said(first, year=True)}: {status_words(plan)}."
    )


def posts_sentence(plan: Plan) -> str:
    cover = plan["post_cover"]
    missing, wanted = cover["missing"].sum(), cover["wanted"].sum()
    if not missing:
        return "Every post has the staff it wants in every block."
    blocks = len(plan["block_dates"])
    missing, wanted = (plain(each / blocks, 2) for each in (missing, wanted))
    return f"Posts miss {missing} of the {wanted} WTE that they want, on average over the blocks."


def home_sentence(plan: Plan) -> str:
    frame = plan["employer_balance"]
    own = frame[frame["home"] == "yes"]
    home = Names(plan).organisation(tables.home_of(plan))
    worst = own["net_loss_wte"].max()
    away = plain(own["away_wte"].mean(), 2)
    if worst <= 0:
        return f"{home} is without {away} WTE on average, and never more than it has backfill for."
    return (
        f"{home} is without {away} WTE on average; in the worst block {plain(worst, 2)} "
        "WTE more than it has backfill for."
    )


def gains_sentence(plan: Plan) -> str:
    gained = plan["gains"][plan["gains"]["block"] > 0]
    people = gained["person"].nunique()
    missing = tables.priority(plan, "not_gained").value
    said_of = f"{people:,} of {len(plan['rotation_people']):,} people gain a competence"
    return (
        f"{said_of}; {count(missing)} that could be gained are not." if missing else f"{said_of}."
    )


def worst_sentence(plan: Plan) -> str:
    frame = plan["rotation_people"]
    worst = frame.loc[frame["burden"].idxmax()]
    blocks = max(worst["home_blocks"] + worst["host_blocks"], 1)
    mean = plain(worst["burden"] / blocks, 0)
    return (
        f"The worst-off person, {isolated(worst['person'])}, has {mean} minutes a day of travel and "
        "wishes not met, over their blocks."
    )
