"""How much change employers and their teams can take."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from planner.explain.cells import Cell
from planner.explain.holds.base import Ground, PlacedHold, moves, up
from planner.skillmix.problem import staff_who_may_change
from planner.skillmix.readiness import limit_of, team_sizes, teams_of
from solvers.skillmix.impossible.holds import Hold
from solvers.skillmix.rules import change
from solvers.skillmix.rules import readiness as rule

#: A share of staff is at most all of them; the place's own policy may be more.
ALL, MOST_BY_POLICY = 1.0, 10.0


def employers(ground: Ground) -> Iterator[PlacedHold]:
    """``change_limit`` of each employer; the policy's where that lets everybody change."""
    rows, years = ground.rows(change.NAME, change.AXES), ground.problem.horizon.years
    size = staff_who_may_change(ground.place, ground.names, ground.problem.workforce)
    general = ground.place.settings.policy.change_limit
    by_policy: list[int] = []
    for o, row in enumerate(ground.place["organisations"].itertuples()):
        blank = pd.isna(row.change_limit)
        if blank and general >= ALL:
            by_policy.append(o)
            continue
        now = general if blank else float(row.change_limit)
        where = {"organisation": row.organisation}
        cell = Cell("organisations", where, "change_limit", None if blank else now, now)
        mine = [rows[o, t] for t in ground.periods]
        way = moves(mine, size[o] * years, max(1.0, size[o]), ALL - now)
        yield PlacedHold(Hold((way,)), cell, change.NAME, (up(cell),))
    if by_policy:
        cell = Cell("policy", {}, "change_limit", general, general, "share")
        mine = [rows[o, t] for o in by_policy for t in ground.periods]
        per = np.concatenate([size[o] * years for o in by_policy])
        price = max(1.0, float(size[by_policy].sum()))
        way = moves(mine, per, price, MOST_BY_POLICY - general)
        yield PlacedHold(Hold((way,)), cell, change.NAME, (up(cell),))


def teams(ground: Ground) -> Iterator[PlacedHold]:
    """``change_limit`` of each team, in the periods in which its row holds."""
    problem, rows = ground.problem, ground.rows(rule.NAME, rule.AXES)
    years = problem.horizon.years
    size = team_sizes(problem.readiness.members, problem.workforce)
    for g, ((employer, _), some) in enumerate(teams_of(ground.place)):
        own = limit_of(ground.place, employer)
        for row, periods in ground.in_force(some):
            blank = pd.isna(row.change_limit)
            now = own * row.readiness if blank else float(row.change_limit)
            key = {
                "organisation": row.organisation,
                "staff_group": row.staff_group,
                "period": row.period,
            }
            cell = Cell("readiness", key, "change_limit", None if blank else now, now)
            mine = [rows[g, int(t)] for t in periods]
            way = moves(mine, size[g] * years[periods], max(1.0, size[g]), ALL - now)
            if now < ALL:
                yield PlacedHold(Hold((way,)), cell, rule.NAME, (up(cell),))
