"""Labour markets: how many they give, from when, and whom hires draw on."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from planner.explain.cells import Cell
from planner.explain.holds.base import (
    WTE_PRICE,
    Ground,
    PlacedHold,
    down,
    moves,
    row_by_row,
    share_of,
    up,
)
from planner.skillmix.moves import open_months
from solvers.skillmix.impossible.holds import Given, Hold
from solvers.skillmix.rules import recruitment

RULE = recruitment.NAME


def supply(ground: Ground) -> Iterator[PlacedHold]:
    """``supply_per_year`` of each market, in the periods in which it is open."""
    rows, table = ground.rows(RULE, recruitment.AXES), ground.place["recruitment"]
    months = open_months(ground.place, ground.problem.horizon)
    for m, row in enumerate(table.itertuples()):
        cell = Cell(
            "recruitment",
            {"recruitment": row.recruitment},
            "supply_per_year",
            float(row.supply_per_year),
            float(row.supply_per_year),
            "WTE a year",
        )
        mine = [rows[m, t] for t in ground.periods]
        way = moves(mine, months[m] / 12, WTE_PRICE)
        yield PlacedHold(Hold((way,)), cell, RULE, (up(cell),))


def lead(ground: Ground) -> Iterator[PlacedHold]:
    """``lead_months`` of each market, in the periods before it is open throughout."""
    rows, table, horizon = (
        ground.rows(RULE, recruitment.AXES),
        ground.place["recruitment"],
        ground.problem.horizon,
    )
    months, ends = open_months(ground.place, horizon), horizon.offset + horizon.months
    for m, row in enumerate(table.itertuples()):
        yearly, opened = float(row.supply_per_year), months[m]
        some = [t for t in ground.periods if yearly > 0 and opened[t] < horizon.months[t]]
        cell = Cell(
            "recruitment",
            {"recruitment": row.recruitment},
            "lead_months",
            float(row.lead_months),
            float(row.lead_months),
            "months",
        )

        def to(given: Given, some=some, opened=opened, yearly=yearly) -> float:  # type: ignore[no-untyped-def]
            needed = opened[some] + given.by_row * 12 / yearly
            used = given.by_row > 0
            return float((ends[some] - needed)[used].min())

        missing = [(horizon.months[t] - opened[t]) / 12 * yearly for t in some]
        way = row_by_row([rows[m, t] for t in some], 1.0, missing, WTE_PRICE)
        yield PlacedHold(Hold((way,)), cell, RULE, (to,))


def draws(ground: Ground) -> Iterator[PlacedHold]:
    """``share`` of hires that each market draws from each employer's role."""
    hiring = ground.problem.recruitment
    rows = ground.rows(recruitment.DRAWS, ("drawn_group", "period"))
    hires, table = ground.columns("hires"), ground.place["draws"]
    for row in table.itertuples():
        entries = [
            (int(option), int(group))
            for option, group in zip(hiring.draw_option, hiring.draw_group, strict=True)
            if hiring.markets[hiring.option_market[option]] == row.recruitment
            and _is_group(ground, int(group), row.from_organisation, row.from_role)
        ]
        if not entries:
            continue
        group = entries[0][1]
        options = [option for option, _ in entries]
        cell = Cell(
            "draws",
            {
                "recruitment": row.recruitment,
                "from_organisation": row.from_organisation,
                "from_role": row.from_role,
            },
            "share",
            float(row.share),
            float(row.share),
        )
        base = [hires[options, t] for t in ground.periods]
        way = share_of(
            [rows[group, t] for t in ground.periods], base, -1.0, float(row.share), WTE_PRICE
        )
        yield PlacedHold(Hold((way,)), cell, recruitment.DRAWS, (down(cell),))


def _is_group(ground: Ground, group: int, organisation: str, role: str) -> bool:
    hiring, w = ground.problem.recruitment, ground.problem.workforce
    post = w.cell_post[int(np.argmax(hiring.cell_group == group))]
    return (
        w.organisations[w.post_organisation[post]] == organisation
        and w.roles[w.post_role[post]] == role
    )
