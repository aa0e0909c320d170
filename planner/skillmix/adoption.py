"""Profiles that an employer must adopt before anybody can be in them."""

from __future__ import annotations

import numpy as np

from planner.place.place import Place
from planner.skillmix.names import Names
from planner.skillmix.sharing import room_added
from solvers.skillmix.problem import Adoption, Horizon, Sharing, Workforce


def make_adoption(
    place: Place,
    names: Names,
    workforce: Workforce,
    horizon: Horizon,
    sharing: Sharing,
    today: bool,
) -> Adoption:
    """Pairs of employer and profile that must be adopted before anybody can be in them.

    Today's way of working adopts nothing: it has no establishment for what is new.
    """
    w = workforce
    listed = place["profiles"].set_index("profile")
    of_cell = w.post_organisation[w.cell_post]
    here: dict[tuple[int, int], float] = {}
    for organisation, profile, amount in zip(of_cell, w.cell_profile, w.in_post_start, strict=True):
        key = (int(organisation), int(profile))
        here[key] = here.get(key, 0.0) + amount
    pairs = [
        key
        for key, amount in here.items()
        if amount == 0.0 and names.profiles.names[key[1]] in listed.index and not today
    ]
    at = {key: q for q, key in enumerate(pairs)}
    cell_pair = np.array(
        [at.get((int(o), int(p)), -1) for o, p in zip(of_cell, w.cell_profile, strict=True)],
        dtype=np.int64,
    )
    room = (w.establishment_max + w.over_max).max(axis=1) + 0.5 * w.short_time_max
    room += room_added(sharing, len(w.posts))
    most = np.zeros(len(pairs))
    some = cell_pair >= 0
    np.add.at(most, cell_pair[some], room[w.cell_post[some]])
    terms = listed.loc[[names.profiles.names[p] for _, p in pairs]]
    grace = place.settings.policy.adoption_grace_months
    due = np.searchsorted(horizon.offset, horizon.offset + grace, side="left")
    return Adoption(
        organisation=np.array([o for o, _ in pairs], dtype=np.int64),
        profile=np.array([p for _, p in pairs], dtype=np.int64),
        cell_pair=cell_pair,
        cost=terms["adoption_cost"].to_numpy(float),
        minimum_team=terms["minimum_team_wte"].to_numpy(float),
        most=most,
        allowed=place.settings.policy.new_profiles,
        due=due.astype(np.int64),
    )
