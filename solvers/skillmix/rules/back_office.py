"""Each back office is done by its employer or by one host, and once moved it stays moved.

own_office[b,t] + Σ served[services of b, t] = 1; served[e,t] ≤ hosting[host of e, t],
service by service, the form whose relaxation is strong; served[e,t] ≥ served[e,t−1];
hosting[h,t] ≤ Σ served[services of h, t], so that a host is one that serves somebody;
and who does a function for others does it for itself:
Σ served[services of the host's own office, t] + hosting[h,t] ≤ 1. All are 0 or 1.
As in ``solvers.hosting``; multi-period facility location.
"""

from __future__ import annotations

import numpy as np

from solvers.engine.model import LinearModel
from solvers.engine.violation import Violation
from solvers.skillmix.decisions import Decisions, Index
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem
from solvers.skillmix.rules.base import breaches, build_stays

NAME = "back office"
OFFICES = ("office", "period")
SERVICES = ("service", "period")
HOSTS = ("host", "period")


def build(model: LinearModel, decisions: Decisions, problem: Problem, index: Index) -> None:
    office = problem.back_office
    own, served = decisions["own_office"], decisions["served"]
    hosting = decisions["hosting"]
    one = model.add_rows(NAME, own.shape, 1.0, 1.0, OFFICES)
    model.add_terms(one, own)
    model.add_terms(one[office.office], served)

    serving = model.add_rows(NAME, served.shape, upper=0.0, axes=SERVICES)
    model.add_terms(serving, served)
    model.add_terms(serving, hosting[office.host], -1.0)

    build_stays(model, NAME, served, SERVICES)
    idle = model.add_rows(NAME, hosting.shape, upper=0.0, axes=HOSTS)
    model.add_terms(idle, hosting)
    model.add_terms(idle[office.host], served, -1.0)

    host, service = own_services(problem)
    itself = model.add_rows(NAME, hosting.shape, upper=1.0, axes=HOSTS)
    model.add_terms(itself, hosting)
    model.add_terms(itself[host], served[service])


def own_services(problem: Problem) -> tuple[np.ndarray, np.ndarray]:
    """(host, service): every service that the host's own office of its function could have."""
    office = problem.back_office
    host, service = np.nonzero(office.host_office[:, None] == office.office[None, :])
    return host, service


def check(outcome: Outcome) -> list[Violation]:
    office = outcome.problem.back_office
    served, hosting = outcome["served"], outcome["hosting"]
    found = []
    for name, axes in (("served", SERVICES), ("hosting", HOSTS), ("own_office", OFFICES)):
        part = np.abs(outcome[name] - np.round(outcome[name]))
        found += breaches(outcome, NAME, "of a yes or no", axes, part, 1.0)
    servers = outcome["own_office"].copy()
    np.add.at(servers, office.office, served)
    found += breaches(outcome, NAME, "servers", OFFICES, np.abs(servers - 1.0), 1.0)
    closed = served - hosting[office.host]
    found += breaches(outcome, NAME, "served by who hosts nobody", SERVICES, closed, 1.0)
    back = np.maximum(0.0, served[:, :-1] - served[:, 1:])
    found += breaches(outcome, NAME, "moved back", SERVICES, back, 1.0)
    of_host = np.zeros_like(hosting)
    np.add.at(of_host, office.host, served)
    found += breaches(outcome, NAME, "of a host without work", HOSTS, hosting - of_host, 1.0)
    away = np.zeros_like(hosting)
    host, service = own_services(outcome.problem)
    np.add.at(away, host, served[service])
    both = away + hosting - 1.0
    found += breaches(outcome, NAME, "of a host served by another", HOSTS, both, 1.0)
    if not office.allowed:
        found += breaches(outcome, NAME, "moved where nothing may", SERVICES, served, 1.0)
    return found
