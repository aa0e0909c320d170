"""Back-office functions of employers, and who may host them, as the solver's arrays."""

from __future__ import annotations

import numpy as np

from planner.place.place import Place
from planner.skillmix.moves import ints
from planner.skillmix.names import Names
from solvers.skillmix.problem import BackOffice


def make_back_office(place: Place, names: Names, today: bool) -> BackOffice:
    """Every function that could move to every host of it that is not the employer itself.

    The host takes over as many of the staff as it needs for the work. The others are
    redeployed, retrained or released, in the shares stated.
    """
    offices, hosts = place["back_office"], place["hosts"]
    at = {
        key: b
        for b, key in enumerate(zip(offices["organisation"], offices["function"], strict=True))
    }
    services = [
        (b, h)
        for b, (owner, function) in enumerate(at)
        for h, (host, offered) in enumerate(
            zip(hosts["organisation"], hosts["function"], strict=True)
        )
        if function == offered and owner != host
    ]
    office, host = ints([b for b, _ in services]), ints([h for _, h in services])
    workload, wte = offices["workload"].to_numpy(float), offices["wte"].to_numpy(float)
    work = workload[office]
    joining = np.minimum(wte[office], work * hosts["wte_per_workload"].to_numpy(float)[host])
    others = wte[office] - joining
    redeployed = offices["redeployed_share"].to_numpy(float)[office] * others
    retrained = offices["retrained_share"].to_numpy(float)[office] * others
    released = np.maximum(0.0, others - redeployed - retrained)
    move_cost = (
        offices["transition_cost"].to_numpy(float)[office]
        + retrained * offices["retraining_cost"].to_numpy(float)[office]
        + released * offices["release_cost"].to_numpy(float)[office]
    )
    return BackOffice(
        offices=tuple(f"{function} of {owner}" for owner, function in at),
        functions=tuple(offices["function"]),
        organisation=names.organisations.all(offices["organisation"]),
        workload=workload,
        own_cost=offices["cost"].to_numpy(float),
        wte=wte,
        hosts=tuple(
            f"{function} at {owner}"
            for owner, function in zip(hosts["organisation"], hosts["function"], strict=True)
        ),
        host_functions=tuple(hosts["function"]),
        host_organisation=names.organisations.all(hosts["organisation"]),
        host_office=ints(
            [at.get(key, -1) for key in zip(hosts["organisation"], hosts["function"], strict=True)]
        ),
        fixed_cost=hosts["fixed_cost"].to_numpy(float),
        capacity=hosts["capacity"].fillna(np.inf).to_numpy(float),
        minimum_scale=hosts["minimum_scale"].to_numpy(float),
        office=office,
        host=host,
        price=work * hosts["variable_cost"].to_numpy(float)[host],
        move_cost=move_cost,
        joining=joining,
        redeployed=redeployed,
        retrained=retrained,
        released=released,
        allowed=not today,
    )
