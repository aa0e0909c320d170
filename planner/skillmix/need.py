"""People in need whom the place serves: its residents, and who crosses its border."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.place.flows import rows_in_force
from planner.place.place import Place
from planner.skillmix.frames import long
from planner.skillmix.horizon import make_horizon
from planner.skillmix.lookup import Lookup
from planner.skillmix.names import Names, make_names
from solvers.skillmix.problem import Floats, Horizon, Ints


def people_in_need(place: Place, names: Names, horizon: Horizon) -> Floats:
    """People served here by need group, locality and period: residents in need who are not
    served outside, and people from outside."""
    residents = residents_in_need(place, names, horizon)
    return border_flows(place, names, horizon, residents).served_here(residents)


def residents_in_need(place: Place, names: Names, horizon: Horizon) -> Floats:
    """Residents by need group, locality and period, at the middle of each period.

    A row of ``needs`` holds from its period on, growing from that period's start.
    """
    groups = Lookup(place["need_groups"]["need_group"])
    table = place["needs"]
    first = np.array([horizon.labels.index(p) if p else 0 for p in table["period"]], dtype=int)
    order = np.lexsort((table["period"].to_numpy() != "", first))
    people = np.zeros((len(groups), len(names.localities), horizon.size))
    g = groups.all(table["need_group"])
    l_at = names.localities.all(table["locality"])
    middle = (horizon.offset + horizon.months / 2) / 12
    growth, start = table["growth"].to_numpy(float), table["people"].to_numpy(float)
    for row in order:
        t = first[row]
        since = middle[t:] - horizon.offset[t] / 12
        people[g[row], l_at[row], t:] = start[row] * (1 + growth[row]) ** since
    return people


@dataclass(frozen=True)
class BorderFlows:
    """Flows ``F``: need group × locality × outside place, whoever crosses the border."""

    group: Ints  # (F,)
    locality: Ints  # (F,)
    outside: tuple[str, ...]  # (F,)
    served_outside: Floats  # (F, T) people
    from_outside: Floats  # (F, T) people

    def served_here(self, residents: Floats) -> Floats:
        """People in need less those served outside, and those from outside, (G, L, T)."""
        people = residents.copy()
        np.subtract.at(people, (self.group, self.locality), self.served_outside)
        people = np.maximum(people, 0.0)  # shares that make up 1 may leave a speck below nought
        np.add.at(people, (self.group, self.locality), self.from_outside)
        return people


def border_flows(place: Place, names: Names, horizon: Horizon, residents: Floats) -> BorderFlows:
    """The flows of a place; ``residents`` are the people in need who live here, (G, L, T)."""
    groups, table = Lookup(place["need_groups"]["need_group"]), place["flows"]
    held = rows_in_force(table, groups.names, horizon.labels)
    group = groups.all([g for _, _, g in held])
    locality = names.localities.all([near for near, _, _ in held])
    rows = np.array([*held.values()], dtype=np.int64).reshape(len(held), horizon.size)
    share, people = (  # one more entry, nought, for periods in which no row holds (-1)
        np.append(table[column].to_numpy(float), 0.0)[rows]
        for column in ("share_served_outside", "people_from_outside")
    )
    return BorderFlows(
        group=group,
        locality=locality,
        outside=tuple(outside for _, outside, _ in held),
        served_outside=share * residents[group, locality],
        from_outside=people,
    )


def flows_table(place: Place) -> pd.DataFrame:
    """``FLOWS``: they are given, not decided, and the same in the baseline."""
    names, horizon = make_names(place, today=False), make_horizon(place.periods)
    flows = border_flows(place, names, horizon, residents_in_need(place, names, horizon))
    groups = np.array([*place["need_groups"]["need_group"]], dtype=object)
    return long(
        {"served_outside": flows.served_outside, "from_outside": flows.from_outside},
        [
            {
                "locality": np.array(names.localities.names, dtype=object)[flows.locality],
                "outside": flows.outside,
                "need_group": groups[flows.group],
            },
            {"period": horizon.labels},
        ],
    )
