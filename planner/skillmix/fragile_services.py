"""Fragile services of a place as the solver sees them."""

from __future__ import annotations

import numpy as np

from planner.place.place import Place
from planner.skillmix.moves import ints
from planner.skillmix.names import Names
from solvers.skillmix.problem import Bools, FragileServices, Horizon, Workforce


def make_fragile_services(
    place: Place, names: Names, workforce: Workforce, horizon: Horizon
) -> FragileServices:
    """Every service with what is given in it, who is its team, and what a neighbour sells."""
    table = place["fragile_services"]
    needed = place["interventions"]["competencies"].tolist()
    skills = [names.skills[p] for p in workforce.cell_profile]
    most = table["most_hours_per_week"].to_numpy(float)
    return FragileServices(
        services=tuple(table["service"]),
        organisation=names.organisations.all(table["organisation"]),
        rests_on=_has(table["competency"].tolist(), needed),
        team=_has(table["competency"].tolist(), skills),
        minimum_team=table["minimum_team_wte"].to_numpy(float),
        own_today=table["own_today"].to_numpy(bool),
        counts_from=ints([horizon.labels.index(p) if p else 0 for p in table["minimum_from"]]),
        most_hours=np.repeat(most[:, None], horizon.size, axis=1),
        price=table["price_per_hour"].to_numpy(float) / 1000.0,
    )


def _has(wanted: list[str], held: list[list[str]] | list[frozenset[str]]) -> Bools:
    """Whether each thing wanted is among what each holds, (wanted, held)."""
    found = np.array([[one in some for some in held] for one in wanted], dtype=bool)
    return found.reshape(len(wanted), len(held))
