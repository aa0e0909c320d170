"""Tiny random schemes, with something of each rule in some of them."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from planner.place import Place
from tests.rotation_stage.small import MONDAY, Frames, frames, place

KINDS = ("practice", "ward", "clinic")


def random_place(seed: int, people: int = 2, blocks: int = 3) -> Place:
    """A scheme of so many people and blocks, and of three posts of the small place or four."""
    dice = random.Random(seed)
    rows = frames(people)
    (scheme,) = rows["rotation_schemes"]
    scheme |= {
        "blocks": blocks,
        "backfill_wte": dice.choice([0.8, 1, 1.5, 2]),
        "no_net_loss": dice.random() < 0.7,
        "home_share": dice.choice([0, 0, 0.3, 0.5]),
        "travel_limit": dice.choice(["", "", 60, 59]),
    }
    for person in rows["staff"]:
        person |= {"wte": dice.choice([1, 1, 0.5, 0.8])}
    rows["rotation_posts"] = dice.sample(rows["rotation_posts"], 4)[: dice.choice([3, 4])]
    if not any(post["organisation"] != "TRUST" for post in rows["rotation_posts"]):
        rows["rotation_posts"][0]["organisation"] = "PCN-A"
    for post in rows["rotation_posts"]:
        post |= _post(dice)
    _people(dice, rows)
    rows["rotation_kinds"] = _kinds(dice, {post["kind"] for post in rows["rotation_posts"]})
    rows["rotation_wishes"] = _wishes(dice, rows)
    if dice.random() < 0.2:
        rows["rotation_pins"] = [
            {"scheme": "s", "person": "P1", "block": dice.randint(1, blocks),
             "post": dice.choice(rows["rotation_posts"])["post"]}
        ]  # fmt: skip
        rows["rotation_people"][1] |= {"posts": ""}
    return place({name: table for name, table in rows.items() if table}, people)


def _post(dice: random.Random) -> dict[str, Any]:
    least = int(dice.random() < 0.15)
    days, taught = dice.choice([(5, 0), (5, 0), (2, 1), (3, 0), (4, 1)])
    wanted = dice.choice([0, 0, 0.4, days / 5])
    return {
        "least": least,
        "wanted": wanted,
        "most": dice.choice(["", "", 1]),
        "supervised_by": int(dice.random() < 0.15),
        "learners_most": dice.choice(["", "", "", 1]),
        "stay_on": int(dice.random() < 0.1),
        "handover_days": dice.choice([0, 0, 1, 2]),
        "days_per_week": days,
        "taught_days": taught,
    }


def _people(dice: random.Random, rows: Frames) -> None:
    posts = [post["post"] for post in rows["rotation_posts"]]
    kinds = sorted({post["kind"] for post in rows["rotation_posts"]})
    together = dice.choice(["", "", "pair", "group"])
    shared = dice.choice(posts)
    for person in rows["rotation_people"]:
        person |= {
            "experienced": dice.random() < 0.4,
            "before": dice.choice(["", *posts]),
            "before_blocks": dice.choice([1, 1, 2]),
            "had": dice.choice(["", *kinds]),
        }
        if together == "group":
            person |= {"group": "g"}
        if together == "pair" and person["person"] in ("P0", "P1"):
            person |= {"pair": "x", "shared_post": shared}
        if dice.random() < 0.2:
            person |= {"posts": ";".join({shared, *dice.sample(posts, 2)})}


def _kinds(dice: random.Random, kinds: set[str]) -> list[dict[str, Any]]:
    rows = []
    for kind in sorted(kinds):
        others = sorted(kinds - {kind})
        if dice.random() < 0.3:
            continue
        rows.append(
            {
                "scheme": "s",
                "kind": kind,
                "in_row_least": dice.choice([1, 1, 1, 2]),
                "in_row_most": dice.choice(["", "", 2]),
                "next": dice.choice(["", "", "", *others]),
                "only_after": dice.choice(["", "", "", "", *others]),
                "least": int(dice.random() < 0.15),
                "most": dice.choice(["", "", 1, 2]),
                "gain_blocks": dice.choice(["", 1, 2]),
            }
        )
    return rows


def _wishes(dice: random.Random, rows: Frames) -> list[dict[str, Any]]:
    wishes = []
    for person in rows["rotation_people"]:
        first = MONDAY + dt.timedelta(weeks=dice.choice([0, 4, 8]))
        row = {"person": person["person"], "first": first, "last": first + dt.timedelta(weeks=4)}
        if dice.random() < 0.3:
            wishes.append({**row, "wish": "leave"})
        if dice.random() < 0.5:
            item = dice.choice(rows["rotation_posts"])[dice.choice(["post", "kind"])]
            wishes.append({**row, "wish": dice.choice(["prefer", "avoid"]), "item": item,
                           "minutes": dice.choice([5, 30])})  # fmt: skip
    return wishes
