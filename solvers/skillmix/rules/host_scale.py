"""A host has no more work than it can do, and enough to be viable.

minimum_scale[h] · hosting[h,t] ≤ Σ workload · served[services of h, t] ≤ capacity[h] ·
hosting[h,t]. What a host does for itself counts in neither. Work a year, in the
function's own unit; as shares of the limit in the model.
"""

from __future__ import annotations

import numpy as np

from solvers.engine.model import Floats, LinearModel
from solvers.engine.violation import Violation
from solvers.skillmix.decisions import Decisions, Index
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem
from solvers.skillmix.rules.base import breaches

NAME = "host capacity"
SCALE = "host minimum scale"
AXES = ("host", "period")


def build(model: LinearModel, decisions: Decisions, problem: Problem, index: Index) -> None:
    office = problem.back_office
    _limit(model, decisions, problem, NAME, office.capacity, np.isfinite(office.capacity))
    _limit(model, decisions, problem, SCALE, office.minimum_scale, office.minimum_scale > 0)


def _limit(
    model: LinearModel,
    decisions: Decisions,
    problem: Problem,
    name: str,
    limit: Floats,
    some: np.ndarray,
) -> None:
    """Rows of hosts with a limit: their work over it, less whether they host."""
    office = problem.back_office
    hosts = np.flatnonzero(some)
    size = np.where(some & (limit > 0), limit, 1.0)
    lower, upper = (-np.inf, 0.0) if name == NAME else (0.0, np.inf)
    shape = (len(hosts), problem.horizon.size)
    rows = model.add_rows(name, shape, lower, upper, AXES, {"host": hosts[:, None]})
    place = np.full(len(limit), -1)
    place[hosts] = np.arange(len(hosts))
    mine = np.flatnonzero(place[office.host] >= 0)
    share = office.workload[office.office[mine]] / size[office.host[mine]]
    model.add_terms(rows[place[office.host[mine]]], decisions["served"][mine], share[:, None])
    model.add_terms(rows, decisions["hosting"][hosts], -(limit / size)[hosts, None])


def check(outcome: Outcome) -> list[Violation]:
    office = outcome.problem.back_office
    work = outcome.hosted_work
    open_ = outcome["hosting"] > 0.5
    limit = np.where(np.isfinite(office.capacity), office.capacity, 0.0)[:, None]
    over = np.where(np.isfinite(office.capacity)[:, None], work - limit * open_, 0.0)
    least = office.minimum_scale[:, None]
    short = np.where(open_, least - work, 0.0)
    found = breaches(outcome, NAME, "of work a year", AXES, over, limit)
    return found + breaches(outcome, SCALE, "of work a year", AXES, short, least)
