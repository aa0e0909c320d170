"""Small hosting problems, by hand and at random, and every way of serving them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from random import Random

import numpy as np

from solvers.hosting.problem import HostingOutcome, HostingProblem


def hand_problem(**changes: object) -> HostingProblem:
    """Two clients, one host, two periods: moving either saves, moving both saves most."""
    values: dict[str, object] = {
        "clients": ("trust", "council"),
        "hosts": ("hub",),
        "own_cost": np.array([[10.0, 10.0], [6.0, 6.0]]),
        "pair_client": np.array([0, 1]),
        "pair_host": np.array([0, 0]),
        "pair_cost": np.array([[4.0, 4.0], [3.0, 3.0]]),
        "move_cost": np.array([2.0, 1.0]),
        "fixed_cost": np.array([[3.0, 3.0]]),
        "demand": np.array([[8.0, 8.0], [4.0, 4.0]]),
        "capacity": np.array([[12.0, 12.0]]),
        "least": np.array([[8.0, 8.0]]),
    }
    return HostingProblem(**{**values, **changes})  # type: ignore[arg-type]


def random_problem(random: Random) -> HostingProblem:
    """At most three clients, two hosts and three periods; some are impossible."""
    clients, hosts = random.randint(1, 3), random.randint(1, 2)
    periods = random.randint(1, 3)
    pairs = [p for p in product(range(clients), range(hosts)) if random.random() < 0.8]

    def costs(rows: int, most: int) -> np.ndarray:
        values = [[random.randint(0, most) for _ in range(periods)] for _ in range(rows)]
        return np.array(values, dtype=float).reshape(rows, periods)

    own = costs(clients, 20)
    own[[random.random() < 0.3 for _ in range(clients)]] = np.inf
    demand = costs(clients, 5) + 1
    return HostingProblem(
        clients=tuple(f"client {i}" for i in range(clients)),
        hosts=tuple(f"host {h}" for h in range(hosts)),
        own_cost=own,
        pair_client=np.array([i for i, _ in pairs], dtype=np.int64),
        pair_host=np.array([h for _, h in pairs], dtype=np.int64),
        pair_cost=costs(len(pairs), 15),
        move_cost=np.array([random.randint(0, 9) for _ in pairs], dtype=float),
        fixed_cost=costs(hosts, 9),
        demand=demand,
        capacity=np.where(costs(hosts, 2) > 0, costs(hosts, 12), np.inf),
        least=np.where(costs(hosts, 1) > 0, costs(hosts, 8), 0.0),
        hosts_open=random.choice([None, None, None, 1]),
    )


def every_outcome(problem: HostingProblem) -> Iterator[HostingOutcome]:
    """Every choice of server for every client and period, with every set of open hosts."""
    clients, periods = problem.own_cost.shape
    pairs, hosts = len(problem.pair_client), len(problem.hosts)
    choices = [
        [-1, *np.flatnonzero(problem.pair_client == client).tolist()] for client in range(clients)
    ]
    for servers in product(*(choices[i] for i in range(clients) for _ in range(periods))):
        alone = np.zeros((clients, periods))
        served = np.zeros((pairs, periods))
        for k, server in enumerate(servers):
            client, period = divmod(k, periods)
            if server < 0:
                alone[client, period] = 1.0
            else:
                served[server, period] = 1.0
        for bits in product((0.0, 1.0), repeat=hosts * periods):
            yield HostingOutcome(problem, alone, served, np.array(bits).reshape(hosts, periods))
