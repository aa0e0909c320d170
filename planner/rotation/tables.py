"""From where everybody is in each block to the tables of a plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from planner.plan.frames import as_frame
from planner.plan.tables.rotation import ROTATION_TABLES
from planner.rotation.people import Rotating
from planner.rotation.problem import burden
from planner.rotation.scheme import Post, Scheme
from solvers.schemes.problem import AWAY, Ints

#: Person → block → post.
Where = Mapping[str, Mapping[int, Post]]
Rows = list[dict[str, Any]]

WEEKS_PER_YEAR = 365.25 / 7
#: WTE agree within this.
HAIR = 1e-6


def where_of(scheme: Scheme, rotation: Ints) -> Where:
    """Where everybody is, of the solver's rotation, (P, T)."""
    return {
        person.name: {
            block: scheme.posts[post] for block, post in enumerate(posts.tolist()) if post != AWAY
        }
        for person, posts in zip(scheme.people, rotation, strict=True)
    }


def make_tables(scheme: Scheme, where: Where) -> dict[str, pd.DataFrame]:
    """All tables of a rotation's plan."""
    rows = {
        "block_dates": _dates(scheme),
        "rotation": _rotation(scheme, where),
        "rotation_away": _away(scheme),
        "post_cover": _cover(scheme, where),
        "employer_balance": _balance(scheme, where),
        "rotation_people": _people(scheme, where),
        "gains": gains(scheme, where),
        "rotation_money": _money(scheme, where),
    }
    return {table.name: as_frame(table, rows[table.name]) for table in ROTATION_TABLES}


def _yes(said: bool) -> str:
    return "yes" if said else "no"


def _dates(scheme: Scheme) -> Rows:
    blocks = scheme.blocks
    return [
        {
            "block": block + 1,
            "begins": blocks.begins(block).isoformat(),
            "ends": blocks.ends(block).isoformat(),
        }
        for block in range(blocks.count)
    ]


def line_of(person: Rotating, where: Where) -> list[tuple[int, Post]]:
    """Block and post of a person, in order, without those away."""
    return sorted(where[person.name].items(), key=lambda each: each[0])


def moves(person: Rotating, where: Where) -> set[int]:
    """Blocks at whose beginning the person is at another post than before, where that is known."""
    line = [(-1, person.before)] if person.before else []
    line += [(block, post.name) for block, post in line_of(person, where)]
    return {now for (_, earlier), (now, post) in pairwise(line) if earlier != post}


def _rotation(scheme: Scheme, where: Where) -> Rows:
    rows: Rows = []
    for person in scheme.people:
        moved = moves(person, where)
        for block, post in line_of(person, where):
            key = person.name, block
            fixed = "by hand" if key in scheme.pins else ""
            rows.append(
                {
                    "person": person.name,
                    "block": block + 1,
                    "begins": scheme.blocks.begins(block).isoformat(),
                    "post": post.name,
                    "kind": post.kind,
                    "organisation": post.organisation,
                    "minutes": scheme.minutes(person, post),
                    "against": person.against(block, post.name, post.kind),
                    "moved": _yes(block in moved),
                    "fixed": fixed or ("by notice" if key in scheme.published else ""),
                }
            )
    return rows


def _away(scheme: Scheme) -> Rows:
    return [
        {"person": person.name, "block": block + 1}
        for person in scheme.people
        for block in sorted(person.away)
    ]


def crews(scheme: Scheme, where: Where) -> dict[tuple[str, int], list[Rotating]]:
    """(post, block) → who is there."""
    found: dict[tuple[str, int], list[Rotating]] = defaultdict(list)
    for person in scheme.people:
        for block, post in where[person.name].items():
            found[post.name, block].append(person)
    return found


def stayed(person: Rotating, block: int, post: Post, where: Where) -> bool:
    """Whether a person was at the post in the block before too."""
    if block == 0:
        return person.before == post.name
    earlier = where[person.name].get(block - 1)
    return earlier is not None and earlier.name == post.name


def _cover(scheme: Scheme, where: Where) -> Rows:
    there = crews(scheme, where)
    rows: Rows = []
    for post in scheme.posts:
        for block in range(scheme.blocks.count):
            people = there.get((post.name, block), [])
            rows.append(
                {
                    "post": post.name,
                    "block": block + 1,
                    "kind": post.kind,
                    "organisation": post.organisation,
                    "least": post.least,
                    "wanted": post.wanted,
                    "people": len(people),
                    "wte": post.has_share * sum(person.wte for person in people),
                    "experienced": sum(person.experienced for person in people),
                    "stayed_on": sum(stayed(person, block, post, where) for person in people),
                    "missing": _missing(post, people),
                }
            )
    return rows


def _missing(post: Post, people: Sequence[Rotating]) -> float:
    """WTE missing of what a post wants; what is left of figures that do not end is nothing."""
    missing = post.wanted - post.has_share * sum(person.wte for person in people)
    return missing if missing > HAIR else 0.0


def balance(scheme: Scheme, where: Where, block: int) -> tuple[float, float]:
    """WTE that the home employer is without in a block: away, and for handover."""
    away = handover = 0.0
    for person in scheme.people:
        post = where[person.name].get(block)
        later = where[person.name].get(block + 1)
        if post is None:
            continue
        away += person.wte * post.away_share
        if post.home and later is not None and later.name != post.name:
            handover += person.wte * later.handover_days / scheme.blocks.working_days
    return away, handover


def _balance(scheme: Scheme, where: Where) -> Rows:
    """The home employer first, then the hosts in the order of their posts.

    A person who works some days of the week at a host works the others, but those taught, at home.
    """
    employers = dict.fromkeys([scheme.home, *(post.organisation for post in scheme.posts)])
    rows: Rows = []
    for employer in employers:
        home = employer == scheme.home
        for block in range(scheme.blocks.count):
            has = 0.0
            for person in scheme.people:
                post = where[person.name].get(block)
                if post is not None and home:
                    has += person.wte * (1.0 - post.away_share)
                elif post is not None and post.organisation == employer:
                    has += person.wte * post.has_share
            away, handover = balance(scheme, where, block) if home else (0.0, 0.0)
            backfill = scheme.backfill if home else 0.0
            rows.append(
                {
                    "organisation": employer,
                    "block": block + 1,
                    "home": _yes(home),
                    "has_wte": has - handover,
                    "away_wte": away,
                    "handover_wte": handover,
                    "backfill_wte": backfill,
                    "net_loss_wte": max(0.0, away + handover - backfill),
                }
            )
    return rows


def gains(scheme: Scheme, where: Where) -> Rows:
    """What each person comes to be competent in, and when."""
    rows: Rows = []
    for person in scheme.people:
        for kind in scheme.kinds:
            if not kind.gain_blocks:
                continue
            had = person.had[kind.name]
            block = -1
            for at, post in line_of(person, where):
                if had < kind.gain_blocks and post.kind == kind.name:
                    had, block = had + 1, at
            if had < kind.gain_blocks:
                continue
            day = scheme.blocks.first if block < 0 else scheme.blocks.ends(block)
            rows.append(
                {
                    "person": person.name,
                    "kind": kind.name,
                    "block": block + 1,
                    "gained": day.isoformat(),
                    "competencies": "; ".join(kind.competencies),
                }
            )
    return rows


def _people(scheme: Scheme, where: Where) -> Rows:
    gained: dict[str, int] = defaultdict(int)
    for row in gains(scheme, where):
        gained[row["person"]] += 1
    rows: Rows = []
    for person in scheme.people:
        line = line_of(person, where)
        minutes = sum(scheme.minutes(person, post) for _, post in line)
        against = sum(person.against(block, post.name, post.kind) for block, post in line)
        at_home = sum(post.home for _, post in line)
        rows.append(
            {
                "person": person.name,
                "role": person.role,
                "wte": person.wte,
                "experienced": _yes(person.experienced),
                "home_blocks": at_home,
                "host_blocks": len(line) - at_home,
                "away_blocks": len(person.away),
                "moves": len(moves(person, where)),
                "minutes": minutes,
                "against": against,
                "burden": sum(burden(scheme, person, block, post) for block, post in line),
                "gained": gained[person.name],
            }
        )
    return rows


def _money(scheme: Scheme, where: Where) -> Rows:
    """Pay by who bears it: a host its share of the days it has, up to its most, home the rest;
    and home its backfill, at the mean cost of those who rotate."""
    years = scheme.blocks.weeks / WEEKS_PER_YEAR
    amounts: dict[tuple[str, str], float] = defaultdict(float)
    wte_years: dict[tuple[str, str], float] = defaultdict(float)
    home = scheme.home, "pay"
    for person in scheme.people:
        paid = person.wte * years * scheme.blocks.count  # on leave too
        amounts[home] += person.annual_cost * paid
        wte_years[home] += paid
        for _, post in line_of(person, where):
            if post.home:
                continue
            each = person.annual_cost * post.host_pays
            if post.pays_most is not None:
                each = min(each, post.pays_most)
            host, worked = (post.organisation, "pay"), person.wte * years * post.has_share
            amounts[host] += each * worked
            amounts[home] -= each * worked
            wte_years[host] += worked
            wte_years[home] -= worked
    contracted = sum(person.wte for person in scheme.people)
    if scheme.backfill and contracted:
        mean = sum(p.wte * p.annual_cost for p in scheme.people) / contracted
        time = scheme.backfill * years * scheme.blocks.count
        amounts[scheme.home, "backfill"], wte_years[scheme.home, "backfill"] = mean * time, time
    return [
        {"organisation": who, "item": item, "amount": amount, "wte_years": wte_years[who, item]}
        for (who, item), amount in amounts.items()
    ]
