"""Who is where, block by block."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from planner.plan.plan import Plan
from planner.report.blocks import Cell, Grid, GridRow, PageSection
from planner.report.names import Names, isolated

#: Tones of the page's style for kinds of post, in the order in which they are met.
_TONES = ("k-early", "k-long_day", "k-late", "k-day", "k-study", "k-leave", "k-sick")
#: People a page has room for.
_ROWS = 400


def section(plan: Plan) -> PageSection:
    tones = _tones(plan)
    dates = plan["block_dates"]
    heads = [Cell(short_date(begins), "", f"Block {block:g}") for block, begins in _blocks(plan)]
    there = {(r.person, r.block): r for r in plan["rotation"].itertuples(index=False)}
    names = Names(plan)
    everybody = plan["rotation_people"].sort_values(["role", "person"], kind="stable")
    people = everybody.head(_ROWS)
    rows = []
    for role, own in people.groupby("role", sort=False):
        rows.append(GridRow(names.role(str(role)), tones="group"))
        for person in own["person"]:
            cells = []
            for block in dates["block"]:
                at = there.get((person, block))
                if at is None:
                    cells.append(Cell("leave", "k-not_employed"))
                    continue
                post = names.rotation_post(at.post)
                tone = f"{tones[at.kind]} pin" if at.fixed else tones[at.kind]
                why = f"{post}, fixed {at.fixed}" if at.fixed else post
                cells.append(Cell(_letters(names, at.kind), tone, why))
            rows.append(GridRow(isolated(person), cells, keys={"role": (str(role),)}))
    legend = [Cell(_letters(names, k), tone, _meaning(plan, k)) for k, tone in tones.items()]
    legend.append(Cell("leave", "k-not_employed", "on leave"))
    note = "Bold: fixed by hand or by notice."
    if len(everybody) > _ROWS:
        note += f" The first {_ROWS:,} of {len(everybody):,} people; the plan's tables hold all."
    grid = Grid("Timetable", "Person", [("Blocks, by their first day", len(heads))], heads, rows,
                legend, note)  # fmt: skip
    lead = "Where everybody is in each block. Point at a block, or read the table rotation, for the post."
    return PageSection("timetable", "Timetable", lead, [grid])


def _blocks(plan: Plan) -> list[tuple[float, str]]:
    dates = plan["block_dates"]
    return list(zip(dates["block"], dates["begins"], strict=True))


def _tones(plan: Plan) -> Mapping[str, str]:
    """Kind of post → its tone; the legend says whose each is."""
    kinds = plan["post_cover"]["kind"].drop_duplicates()
    return {kind: _TONES[i % len(_TONES)] for i, kind in enumerate(kinds)}


def _meaning(plan: Plan, kind: str) -> str:
    """What a kind's cell stands for: its name, where its letters are not all of it, and whose it is."""
    names, cover = Names(plan), plan["post_cover"]
    own = set(plan["employer_balance"].query("home == 'yes'")["organisation"])
    owners = set(cover.loc[cover["kind"] == kind, "organisation"])
    whose = (
        "at home" if owners <= own else "at home and with hosts" if owners & own else "with hosts"
    )
    name = names.rotation_kind(kind)
    return whose if name == _letters(names, kind) else f"{name}, {whose}"


def short_date(date: str) -> str:
    """``5 Apr 27``."""
    day = dt.date.fromisoformat(date)
    return f"{day.day} {day:%b %y}"


def _letters(names: Names, kind: str) -> str:
    """A kind of post in few letters."""
    return names.rotation_kind(kind)[:14]
