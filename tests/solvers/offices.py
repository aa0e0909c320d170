"""Back offices to try rules on: the payroll of two employers, and who could do it."""

from __future__ import annotations

from typing import Any

from solvers.skillmix.problem import Problem
from tests.solvers.workshop import Rows, Values, problem

OFFICES: Rows = [
    {"organisation": "trust", "function": "payroll", "workload": 80, "wte": 2, "cost": 100,
     "transition_cost": 6, "redeployed_share": 0.5, "retrained_share": 0.25,
     "retraining_cost": 4, "release_cost": 20},
    {"organisation": "council", "function": "payroll", "workload": 40, "wte": 1, "cost": 60,
     "transition_cost": 3},
]  # fmt: skip
HUB: dict[str, Any] = {
    "organisation": "hub", "function": "payroll", "fixed_cost": 24, "variable_cost": 0.5,
    "capacity": 120, "minimum_scale": 60, "wte_per_workload": 0.0125,
}  # fmt: skip
COUNCIL: dict[str, Any] = {"organisation": "council", "function": "payroll", "variable_cost": 0.75}
ORGANISATIONS: Rows = [
    {"organisation": "trust", "kind": "community_trust"},
    {"organisation": "council", "kind": "council"},
    {"organisation": "hub", "kind": "back_office"},
]

#: Services in their order: the trust by the hub, the trust by the council, the council by
#: the hub. Hosts: the hub, the council.
TRUST_BY_HUB, TRUST_BY_COUNCIL, COUNCIL_BY_HUB = range(3)
BY_HUB, BY_COUNCIL = range(2)


def payroll(
    hub: dict[str, Any] | None = None, tables: dict[str, Rows] | None = None, **settings: Any
) -> Problem:
    """The payroll of the trust (80 payslips) and the council (40); the hub as said."""
    rows = {
        "organisations": ORGANISATIONS,
        "back_office": OFFICES,
        "hosts": [{**HUB, **(hub or {})}, COUNCIL],
        **(tables or {}),
    }
    return problem(rows, settings)


def served(*services: tuple[int, int], hosting: set[tuple[int, int]] | None = None) -> Values:
    """Who is served, (service, period); who hosts and who does its own work follow."""
    hosts = {TRUST_BY_HUB: BY_HUB, TRUST_BY_COUNCIL: BY_COUNCIL, COUNCIL_BY_HUB: BY_HUB}
    offices = {TRUST_BY_HUB: 0, TRUST_BY_COUNCIL: 0, COUNCIL_BY_HUB: 1}
    open_ = {(hosts[e], t) for e, t in services} if hosting is None else hosting
    own = {(b, t) for b in (0, 1) for t in (0, 1)} - {(offices[e], t) for e, t in services}
    return {
        "served": dict.fromkeys(services, 1.0),
        "hosting": dict.fromkeys(open_, 1.0),
        "own_office": dict.fromkeys(own, 1.0),
    }
