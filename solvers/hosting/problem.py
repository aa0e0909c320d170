"""The hosting problem: which client is served by which host, and which hosts open.

Index letters, used in every shape: ``I`` clients (an employer's payroll, say), ``H``
hosts, ``E`` pairs of a client and a host that may serve it, ``T`` periods. Costs are in
one unit of money throughout, demand in one unit of work (payslips, ledger lines, WTE).

With one period, no own service and no limits this is uncapacitated facility location;
with a fixed number of hosts at no cost it is the p-median problem.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Names = tuple[str, ...]


@dataclass(frozen=True)
class HostingProblem:
    """Clients, hosts and terms.

    Attributes
    ----------
    clients, hosts : what people call them.
    own_cost : (I, T) cost of a client serving itself; inf where it cannot.
    pair_client, pair_host : (E,) which client may be served by which host.
    pair_cost : (E, T) cost of the service.
    move_cost : (E,) paid once, in the period the client moves to the host.
    fixed_cost : (H, T) cost of a host being open.
    demand : (I, T) work of a client.
    capacity : (H, T) most work of an open host; inf: no limit.
    least : (H, T) least work at which an open host is viable.
    hosts_open : how many hosts are open in every period; None: as many as pay.
    host_client : (H,) the client that the host itself is, which it serves itself while it
        is open, -1: none; None: no host is a client.
    """

    clients: Names
    hosts: Names
    own_cost: Floats
    pair_client: Ints
    pair_host: Ints
    pair_cost: Floats
    move_cost: Floats
    fixed_cost: Floats
    demand: Floats
    capacity: Floats
    least: Floats
    hosts_open: int | None = None
    host_client: Ints | None = None

    @property
    def periods(self) -> int:
        return int(self.own_cost.shape[1])

    @property
    def pair_demand(self) -> Floats:
        """(E, T)"""
        return self.demand[self.pair_client]


@dataclass(frozen=True)
class HostingOutcome:
    """Who is served by whom: 0 or 1 throughout.

    ``alone`` (I, T): serves itself; ``served`` (E, T): by the pair's host; ``open`` (H, T).
    """

    problem: HostingProblem
    alone: Floats
    served: Floats
    open: Floats

    @property
    def cost(self) -> float:
        """What it costs in all, from the decisions alone."""
        p = self.problem
        own = np.where(self.alone > 0.5, p.own_cost, 0.0).sum()
        moved = np.maximum(0.0, np.diff(self.served, axis=1, prepend=0.0))
        pairs = (self.served * p.pair_cost).sum() + (moved * p.move_cost[:, None]).sum()
        return float(own + pairs + (self.open * p.fixed_cost).sum())

    @property
    def work(self) -> Floats:
        """Work of each host, (H, T)."""
        total = np.zeros(self.problem.capacity.shape)
        np.add.at(total, self.problem.pair_host, self.served * self.problem.pair_demand)
        return total
