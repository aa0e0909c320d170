"""Whole moves of back offices near a relaxed point, function by function.

Each function is a hosting problem of its own (``solvers.hosting``), so whatever comes out
keeps capacity, minimum scale and who stays moved. What the functions share, budgets and
the change an employer can take, the search tries for itself.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from solvers.engine.limits import Limits
from solvers.engine.model import Floats, Ids
from solvers.engine.switches import Switch
from solvers.hosting.problem import HostingProblem
from solvers.hosting.search import solve_hosting
from solvers.skillmix.build import SkillmixModel
from solvers.skillmix.problem import Problem

#: A function of hundreds of employers takes a second or two; what takes longer goes without.
SECONDS = 5.0
#: Whole moves are as good as the best by this share.
GAP = 1e-3
#: Less than this of a service is a speck.
USED = 1e-6


def hosting_switches(model: SkillmixModel, x: Floats, limits: Limits) -> list[Switch]:
    """One switch per function with all of its hosts and services; off: nobody moves.

    The options, the most promising first: the whole moves nearest to the relaxed point;
    the cheapest of those the relaxed point makes in part, none of them earlier; the
    cheapest of all, which is tried last where the relaxed point moves nobody.

    Parameters
    ----------
    limits : of the search; reproducible or not, and the seed.
    """
    office = model.problem.back_office
    served, hosting = model.decisions["served"], model.decisions["hosting"]
    switches = []
    for function in dict.fromkeys(office.host_functions):
        hosts = np.flatnonzero(np.array(office.host_functions) == function)
        services = np.flatnonzero(np.isin(office.host, hosts))
        columns = np.concatenate([served[services].ravel(), hosting[hosts].ravel()])
        point = x[served[services]]
        used = point > USED
        if not office.allowed or not len(services):
            switches.append(Switch(columns, (), 0.0))
            continue
        cheap = hosting_problem(model.problem, hosts, services)
        options: list[Floats] = []
        near = (_nearest(cheap, point, x[hosting[hosts]]), _only(cheap, used))
        for asked in (*near, cheap) if used.any() else (cheap,):
            option = _whole(asked, limits)
            if option.any() and not any(np.array_equal(option, o) for o in options):
                options.append(option)
        worth = float(point.max()) if options else 0.0
        switches.append(Switch(columns, tuple(options), worth))
    return switches


def hosting_problem(problem: Problem, hosts: Ids, services: Ids) -> HostingProblem:
    """The hosting problem of some hosts, of one function, and all of their services."""
    office, years = problem.back_office, problem.horizon.years
    offices = np.unique(office.office[services])
    client = np.full(len(office.offices) + 1, -1)  # the last: no office
    client[offices] = np.arange(len(offices))
    at = np.full(len(office.hosts), -1)
    at[hosts] = np.arange(len(hosts))
    periods = np.ones(problem.horizon.size)
    return HostingProblem(
        clients=tuple(office.offices[b] for b in offices),
        hosts=tuple(office.hosts[h] for h in hosts),
        own_cost=office.own_cost[offices, None] * years,
        pair_client=client[office.office[services]],
        pair_host=at[office.host[services]],
        pair_cost=office.price[services, None] * years,
        move_cost=office.move_cost[services],
        fixed_cost=office.fixed_cost[hosts, None] * years,
        demand=office.workload[offices, None] * periods,
        capacity=office.capacity[hosts, None] * periods,
        least=office.minimum_scale[hosts, None] * periods,
        host_client=client[office.host_office[hosts]],
    )


def _nearest(cheap: HostingProblem, served: Floats, hosting: Floats) -> HostingProblem:
    """The same choices, at costs that count how far a whole point lies from this one."""
    alone = np.ones(cheap.own_cost.shape)
    np.subtract.at(alone, cheap.pair_client, served)
    return replace(
        cheap,
        own_cost=1.0 - 2.0 * alone,
        pair_cost=1.0 - 2.0 * served,
        fixed_cost=1.0 - 2.0 * hosting,
        move_cost=np.zeros(len(cheap.move_cost)),
    )


def _only(cheap: HostingProblem, used: np.ndarray) -> HostingProblem:
    """The same choices, services out of use too dear to be chosen."""
    dear = 1.0 + float(cheap.own_cost.sum() + cheap.fixed_cost.sum() + cheap.move_cost.sum())
    return replace(cheap, pair_cost=np.where(used, cheap.pair_cost, cheap.pair_cost + dear))


def _whole(problem: HostingProblem, limits: Limits) -> Floats:
    """The best whole moves as values of the switch's columns; nobody moves where none are found."""
    # No clock where it must be reproducible.
    seconds = None if limits.threads == 1 else min(SECONDS, limits.left())
    asked = Limits(seconds, GAP, limits.threads, limits.seed, limits.stop)
    found = solve_hosting(problem, asked)
    served, open_ = np.zeros(problem.pair_cost.shape), np.zeros(problem.fixed_cost.shape)
    if found.outcome is not None and not found.broken:
        served = np.round(found.outcome.served)
        np.maximum.at(open_, problem.pair_host, served)
    return np.concatenate([served.ravel(), open_.ravel()])
