"""Smallest teams: of a new profile, and of a fragile service."""

from __future__ import annotations

from collections.abc import Iterator

from planner.explain.cells import Cell
from planner.explain.holds.base import WTE_PRICE, Ground, PlacedHold, down, share_of
from solvers.skillmix.impossible.holds import Hold
from solvers.skillmix.rules import adoption
from solvers.skillmix.rules import fragile_services as fragile


def teams(ground: Ground) -> Iterator[PlacedHold]:
    """``minimum_team_wte`` of each profile that anybody may adopt."""
    rows, latest = ground.rows(adoption.TEAM, adoption.AXES), adoption.due_adoption(ground.problem)
    adopted, pairs = ground.columns("adopted"), ground.problem.adoption
    for row in ground.place["profiles"].itertuples():
        p = ground.names.profiles.get(row.profile)
        mine = [(q, t) for q, t in rows if pairs.profile[q] == p]
        now = float(row.minimum_team_wte)
        cell = Cell("profiles", {"profile": row.profile}, "minimum_team_wte", now, now, "WTE")
        base = [[adopted[q, latest[t]]] for q, t in mine]
        way = share_of([rows[key] for key in mine], base, -1.0, now, WTE_PRICE)
        yield PlacedHold(Hold((way,)), cell, adoption.TEAM, (down(cell),))


def fragile_services(ground: Ground) -> Iterator[PlacedHold]:
    """``minimum_team_wte`` of each fragile service."""
    rows, own = ground.rows(fragile.TEAM, fragile.AXES), ground.columns("own_team")
    for s, row in enumerate(ground.place["fragile_services"].itertuples()):
        mine = [(service, t) for service, t in rows if service == s]
        now = float(row.minimum_team_wte)
        cell = Cell(
            "fragile_services", {"service": row.service}, "minimum_team_wte", now, now, "WTE"
        )
        base = [[own[key]] for key in mine]
        way = share_of([rows[key] for key in mine], base, -1.0, now, WTE_PRICE)
        yield PlacedHold(Hold((way,)), cell, fragile.TEAM, (down(cell),))
