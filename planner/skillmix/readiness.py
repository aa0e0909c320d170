"""Teams whose readiness was surveyed: how many may change, how fast they take up what is new."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from planner.place.place import Place
from planner.skillmix.horizon import from_period_on
from planner.skillmix.names import Names
from solvers.skillmix.problem import Bools, Floats, Horizon, Readiness, Workforce


def make_readiness(place: Place, names: Names, workforce: Workforce, horizon: Horizon) -> Readiness:
    """The teams, and how many of each may change: a share of its staff in post at the start,
    or of its establishment then where that is larger."""
    w = workforce
    shares, members = [np.zeros((0, horizon.size))], [np.zeros((0, len(w.cell_post)), bool)]
    employers, staff_groups = [], []
    for (employer, staff_group), rows in teams_of(place):
        share = rows["change_limit"].fillna(limit_of(place, employer) * rows["readiness"])
        pairs = list(zip(rows["period"], share, strict=True))
        shares.append(from_period_on(pairs, horizon.labels, np.inf)[None])
        members.append(_members(place, names, w, employer, staff_group)[None])
        employers.append(names.organisations[employer])
        staff_groups.append(staff_group)
    inside = np.concatenate(members)
    share = np.concatenate(shares)
    some = np.isfinite(share)
    most = np.where(some, share, 0.0) * team_sizes(inside, w)[:, None] * horizon.years
    return Readiness(
        organisation=np.array(employers, dtype=np.int64),
        staff_group=tuple(staff_groups),
        members=inside,
        limit=np.where(some, most, np.inf),
    )


def ramp_stretch(place: Place, names: Names, workforce: Workforce, horizon: Horizon) -> Floats:
    """How many times as long the ramp takes of those who join a cell in a period, (C, T).

    A staff group's own row goes before the one for all the employer's staff.
    """
    stretch = np.ones((len(workforce.cell_post), horizon.size))
    teams = sorted(teams_of(place), key=lambda team: team[0][1] != "")
    for (employer, staff_group), rows in teams:
        longer = rows["ramp_stretch"].fillna(2 - rows["readiness"])
        pairs = list(zip(rows["period"], longer, strict=True))
        values = from_period_on(pairs, horizon.labels, np.nan)
        cells = np.flatnonzero(_members(place, names, workforce, employer, staff_group))
        known = np.flatnonzero(np.isfinite(values))
        stretch[np.ix_(cells, known)] = values[known]
    return stretch


def teams_of(place: Place) -> Iterator[tuple[tuple[str, str], pd.DataFrame]]:
    """(organisation, staff group) of each team, and its rows."""
    for key, rows in place["readiness"].groupby(["organisation", "staff_group"], sort=False):
        yield (str(key[0]), str(key[1])), rows


def limit_of(place: Place, employer: str) -> float:
    """The share of its staff that an employer lets change a year."""
    own = place["organisations"].set_index("organisation")["change_limit"][employer]
    return place.settings.policy.change_limit if pd.isna(own) else float(own)


def team_sizes(members: Bools, w: Workforce) -> Floats:
    """What limits on teams' change are shares of, WTE (G,); ``members`` (G, C)."""
    posts = members[:, w.post_base_cell]
    return np.maximum(members @ w.in_post_start, posts @ w.establishment_today[:, 0])


def _members(place: Place, names: Names, w: Workforce, employer: str, staff_group: str) -> Bools:
    """The cells of a team, (C,)."""
    groups = place["roles"]["staff_group"].to_numpy(object)[w.post_role]
    inside = w.post_organisation == names.organisations[employer]
    if staff_group:
        inside = inside & (groups == staff_group)
    return np.asarray(inside[w.cell_post], dtype=bool)
