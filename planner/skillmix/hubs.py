"""Hubs of a place as the solver sees them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from planner.place.place import Place
from planner.skillmix.moves import ints
from planner.skillmix.names import Names
from solvers.skillmix.levers import most_due
from solvers.skillmix.problem import Care, Horizon, Hubs


def make_hubs(place: Place, names: Names, horizon: Horizon, care: Care, today: bool) -> Hubs:
    """The hubs that may open, and all they may offer; today has those that are open."""
    table = place["hubs"].merge(place["sites"], on="site", how="left", suffixes=("", " of site"))
    already = table["hub"].to_numpy(bool)
    if today:
        table, already = table[already].reset_index(drop=True), already[already]
    offers = _offers(place, names, care, table)
    hub, package, locality = (ints([offer[k] for offer in offers]) for k in range(3))
    return Hubs(
        hubs=tuple(table["site"]),
        organisation=names.organisations.all(table["organisation"]),
        cost=np.where(already, 0.0, table["cost"].to_numpy(float)),
        yearly=table["cost_per_year"].to_numpy(float),
        earliest=ints([horizon.labels.index(p) if p else 0 for p in table["earliest"]]),
        already=already,
        desks=np.repeat(table["desks"].to_numpy(float)[:, None], horizon.size, axis=1),
        hours_per_desk=table["hours_per_desk"].to_numpy(float),
        travel_saved=table["travel_saved"].to_numpy(float),
        offer_hub=hub,
        offer_package=package,
        offer_locality=locality,
    )


def _offers(
    place: Place, names: Names, care: Care, table: pd.DataFrame
) -> list[tuple[int, int, int]]:
    """(hub, package, locality) of packages at home that fall due there and that somebody
    can give every intervention of."""
    group = place["packages"]["need_group"].tolist()
    alone = care.part_single >= 0
    nobody = care.part_package[alone & (care.part_class < 0)]
    possible = care.at_home & ~np.isin(np.arange(len(group)), nobody)
    falls_due = most_due(care).max(axis=2, initial=0.0) > 0
    return [
        (k, int(b), int(near))
        for k, row in enumerate(table.itertuples(index=False))
        for b in np.flatnonzero(possible)
        if not row.need_groups or group[b] in row.need_groups
        for near in sorted(names.localities.all(row.localities or (row.locality,)))
        if falls_due[b, near]
    ]
