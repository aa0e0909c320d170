"""Figures of a rotation put into words: the same for the summary and the page."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from planner.plan.plan import Plan, PriorityResult
from planner.report.facts.rota import said
from planner.report.figures import plain
from planner.report.names import Names, isolated


def block_words(plan: Plan, block: float) -> str:
    """``Block 3, from 23 August 2027``."""
    dates = plan["block_dates"].set_index("block")["begins"]
    day = dt.date.fromisoformat(dates[block])
    return f"Block {block:g}, from {said(day, year=True)}"


def measures(plan: Plan) -> pd.DataFrame:
    """Each measure in its order: with the scheme, without it, and what is proven."""
    names = Names(plan)
    return pd.DataFrame(
        [
            (
                names.measure(p.name),
                plain(p.value),
                plain(p.baseline),
                "proven best" if p.proven else f"no less than {plain(p.bound or 0.0)}",
                p.unit,
            )
            for p in plan.record.priorities
        ],
        columns=["Measure", *MEASURES_RIGHT, "Proof", "Unit"],
        dtype="object",
    )


MEASURES_RIGHT = ("With the scheme", "If nobody rotates")


def priority(plan: Plan, name: str) -> PriorityResult:
    return next(p for p in plan.record.priorities if p.name == name)


def home_of(plan: Plan) -> str:
    balance = plan["employer_balance"]
    return str(balance.loc[balance["home"] == "yes", "organisation"].iloc[0])


def balance(plan: Plan) -> pd.DataFrame:
    """The home employer block by block."""
    frame = plan["employer_balance"]
    own = frame[frame["home"] == "yes"]
    return pd.DataFrame(
        {
            "Block": [block_words(plan, block) for block in own["block"]],
            "At home": own["has_wte"].map(lambda v: plain(v, 2)),
            "Away": own["away_wte"].map(lambda v: plain(v, 2)),
            "Handing over": own["handover_wte"].map(lambda v: plain(v, 2)),
            "Backfill": own["backfill_wte"].map(lambda v: plain(v, 2)),
            "Net loss": own["net_loss_wte"].map(lambda v: plain(v, 2)),
        },
        dtype="object",
    )


BALANCE_RIGHT = ("At home", "Away", "Handing over", "Backfill", "Net loss")


def posts(plan: Plan) -> pd.DataFrame:
    """Each post over all blocks: WTE wanted, who is there, what is missing, and who is experienced."""
    names, cover = Names(plan), plan["post_cover"]
    rows = []
    for post, own in cover.groupby("post", sort=False):
        first = own.iloc[0]
        people = own["people"].sum()
        rows.append(
            (
                names.rotation_post(str(post)),
                names.alone("organisations", first["organisation"]),
                plain(first["wanted"]),
                plain(own["people"].mean()),
                plain(own["wte"].mean(), 2),
                plain(own["missing"].sum()),
                plain(own["experienced"].sum() / people * 100) + " %" if people else "–",
            )
        )
    return pd.DataFrame(rows, columns=["Post", "Whose", *POSTS_RIGHT], dtype="object")


POSTS_RIGHT = ("Wanted", "There, mean", "WTE, mean", "Missing", "Experienced")


def people(plan: Plan) -> pd.DataFrame:
    """Everybody: time at home and away, changes, travel, wishes, what they gain; worst off first."""
    names = Names(plan)
    frame = people_rows(plan)
    return pd.DataFrame(
        {
            "Person": frame["person"].map(isolated),
            "Role": [names.alone("roles", role) for role in frame["role"]],
            "WTE": frame["wte"].map(lambda v: plain(v, 2)),
            "Blocks at home": frame["home_blocks"].map(plain),
            "With hosts": frame["host_blocks"].map(plain),
            "On leave": frame["away_blocks"].map(plain),
            "Changes": frame["moves"].map(plain),
            "Travel": frame["minutes"].map(plain),
            "Wishes": frame["against"].map(plain),
            "Burden": frame["burden"].map(plain),
            "Gains": frame["gained"].map(plain),
        },
        dtype="object",
    )


def people_rows(plan: Plan) -> pd.DataFrame:
    """``rotation_people`` in the order of ``people``."""
    return plan["rotation_people"].sort_values("burden", ascending=False, kind="stable")


PEOPLE_RIGHT = (
    "WTE",
    "Blocks at home",
    "With hosts",
    "On leave",
    "Changes",
    "Travel",
    "Wishes",
    "Burden",
    "Gains",
)


def post_rows(plan: Plan) -> pd.DataFrame:
    """A row of ``post_cover`` for each post, in the order of ``posts``."""
    return plan["post_cover"].drop_duplicates("post")


def gains(plan: Plan) -> pd.DataFrame:
    """Who gains what, and when; in the order of time."""
    names = Names(plan)
    frame = plan["gains"].sort_values(["block", "person"], kind="stable")
    return pd.DataFrame(
        {
            "Person": frame["person"].map(isolated),
            "In": frame["kind"].map(names.rotation_kind),
            "When": [
                said(dt.date.fromisoformat(day), year=True) if block else "before"
                for day, block in zip(frame["gained"], frame["block"], strict=True)
            ],
            "Competencies": frame["competencies"].map(isolated),
        },
        dtype="object",
    )


def money(plan: Plan) -> pd.DataFrame:
    """Who bears what."""
    names, frame = Names(plan), plan["rotation_money"]
    return pd.DataFrame(
        {
            "Payer": [names.alone("organisations", payer) for payer in frame["organisation"]],
            "For": frame["item"].map({"pay": "people who rotate", "backfill": "backfill at home"}),
            "k£": frame["amount"].map(plain),
            "WTE years": frame["wte_years"].map(lambda v: plain(v, 2)),
        },
        dtype="object",
    )


MONEY_RIGHT = ("k£", "WTE years")
