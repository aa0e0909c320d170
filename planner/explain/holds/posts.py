"""Posts: how many are funded, vacant, exceeded, left by redundancy, or filled by an agency."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

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
from solvers.skillmix.impossible.holds import Given, Hold
from solvers.skillmix.impossible.roomy import bound_of
from solvers.skillmix.rules import establishment, joint_posts

AXES = establishment.AXES


def funded(ground: Ground) -> Iterator[PlacedHold]:
    """``establishment_max`` and ``establishment_min``, where nothing is decided already."""
    w, begun = ground.problem.workforce, _decided_from(ground)
    for n, row in enumerate(ground.place["posts"].itertuples()):
        periods = list(ground.periods[: begun.get(row.post)])
        if not periods:
            continue
        rows = _funded_rows(ground, n, periods)
        if ground.problem.today:
            cell = _cell(row, "establishment_wte", float(row.establishment_wte))
            yield _both(cell, rows)
            continue
        most = _cell(row, "establishment_max", float(w.establishment_max[n, periods[0]]))
        rise = moves(rows, [1.0] * len(rows), WTE_PRICE)
        yield PlacedHold(Hold((rise,)), most, "funded posts", (up(most),))
        least = _cell(row, "establishment_min", float(w.establishment_min[n, periods[0]]))
        fall = moves(rows, [-1.0] * len(rows), WTE_PRICE, least.now)
        yield PlacedHold(Hold((fall,)), least, "funded posts", (down(least),))


def decided(ground: Ground) -> Iterator[PlacedHold]:
    """``establishment_wte`` of what is decided already, from a period on."""
    for post, some in ground.place["establishments"].groupby("post", sort=False):
        n = ground.names.posts[str(post)]
        for row, periods in ground.in_force(some):
            where, now = {"post": row.post, "period": row.period}, float(row.establishment_wte)
            cell = Cell("establishments", where, "establishment_wte", now, now, "WTE")
            yield _both(cell, _funded_rows(ground, n, periods.tolist()))


def vacancy(ground: Ground) -> Iterator[PlacedHold]:
    """``vacancy_limit``: a share of the funded posts there are."""
    rows = ground.rows(establishment.VACANCY, AXES)
    yield from _shares(ground, rows, "vacancy_limit", establishment.VACANCY)


def agency(ground: Ground) -> Iterator[PlacedHold]:
    """``agency_max``: a share of the funded posts there are."""
    rows = ground.rows(establishment.AGENCY, AXES)
    yield from _shares(ground, rows, "agency_max", establishment.AGENCY)


def over(ground: Ground) -> Iterator[PlacedHold]:
    """``over_establishment_max``; whoever is above the establishment already may stay."""
    rows, most = ground.rows(bound_of("over"), AXES), ground.problem.workforce.over_max
    for n, row in enumerate(ground.place["posts"].itertuples()):
        cell = _cell(row, "over_establishment_max", float(row.over_establishment_max))

        def to(given: Given, most=most[n]) -> float:  # type: ignore[no-untyped-def]
            return float((most + given.by_row)[given.by_row > 0].max())

        mine = [rows[n, t] for t in ground.periods]
        way = row_by_row(mine, 1.0, [1e6] * len(mine), WTE_PRICE)
        yield PlacedHold(Hold((way,)), cell, establishment.OVER, (to,))


def release(ground: Ground) -> Iterator[PlacedHold]:
    """``release_max_per_year``; today's way of working makes nobody redundant."""
    if ground.problem.today:
        return
    rows, years = ground.rows(establishment.RELEASE, AXES), ground.problem.horizon.years
    for n, row in enumerate(ground.place["posts"].itertuples()):
        cell = _cell(row, "release_max_per_year", float(row.release_max_per_year), "WTE a year")
        way = moves([rows[n, t] for t in ground.periods], years, WTE_PRICE)
        yield PlacedHold(Hold((way,)), cell, establishment.RELEASE, (up(cell),))


def short_time(ground: Ground) -> Iterator[PlacedHold]:
    """``short_time_max``; today's way of working has none."""
    if ground.problem.today:
        return
    rows = ground.rows(bound_of("short_time"), AXES)
    for n, row in enumerate(ground.place["posts"].itertuples()):
        cell = _cell(row, "short_time_max", float(row.short_time_max))
        way = moves([rows[n, t] for t in ground.periods], [1.0] * len(ground.periods), WTE_PRICE)
        yield PlacedHold(Hold((way,)), cell, "short time", (up(cell),))


def _shares(
    ground: Ground, rows: dict[tuple[int, ...], int], column: str, rule: str
) -> Iterator[PlacedHold]:
    columns = ground.columns("establishment")
    for n, row in enumerate(ground.place["posts"].itertuples()):
        periods = [t for t in ground.periods if (n, t) in rows]
        if not periods:
            continue
        now = float(getattr(row, column))
        cell = _cell(row, column, now, "")
        base = [[columns[n, t]] for t in periods]
        way = share_of([rows[n, t] for t in periods], base, 1.0, 1.0 - now, WTE_PRICE)
        yield PlacedHold(Hold((way,)), cell, rule, (up(cell),))


def _cell(row: object, column: str, now: float, unit: str = "WTE") -> Cell:
    value = getattr(row, column)
    blank = value is None or pd.isna(value)
    where = {"post": row.post}  # type: ignore[attr-defined]
    return Cell("posts", where, column, None if blank else float(value), now, unit)


def _both(cell: Cell, rows: list[int]) -> PlacedHold:
    """A figure that is both the least and the most."""
    ways = (
        moves(rows, [1.0] * len(rows), WTE_PRICE),
        moves(rows, [-1.0] * len(rows), WTE_PRICE, cell.now),
    )
    return PlacedHold(Hold(ways), cell, "funded posts", (up(cell), down(cell)))


def _funded_rows(ground: Ground, n: int, periods: list[int]) -> list[int]:
    """Bounds of the funded posts, and with joint posts."""
    own = ground.rows(bound_of("establishment"), AXES)
    with_joint = ground.rows(joint_posts.FUNDED, joint_posts.POSTS)
    rows = [own[n, t] for t in periods]
    return rows + [with_joint[n, t] for t in periods if (n, t) in with_joint]


def _decided_from(ground: Ground) -> dict[str, int]:
    """Posts → the first period in which their establishment is decided already."""
    labels, table = ground.problem.horizon.labels, ground.place["establishments"]
    first = table["period"].map(labels.index).groupby(table["post"]).min()
    return {str(post): int(t) for post, t in first.items()}
