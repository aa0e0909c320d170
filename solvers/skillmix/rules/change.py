"""No employer takes on more change at once than it can bear.

Σ starts + transfers out and in + released + staff displaced by back offices that move ≤
change_limit[o,t], people in WTE. Those who join a host count where they come from: the
host's capacity says what it can take on. With a base plan, base_gap[c,t] is at least the distance of in_post from it.
"""

from __future__ import annotations

import numpy as np

from solvers.engine.model import LinearModel
from solvers.engine.violation import Violation
from solvers.skillmix.decisions import Decisions, Index
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem
from solvers.skillmix.rules.base import breaches

NAME = "change"
BASE = "distance from the base plan"
AXES = ("organisation", "period")
BASE_AXES = ("cell", "period")


def build(model: LinearModel, decisions: Decisions, problem: Problem, index: Index) -> None:
    w, transfers = problem.workforce, problem.transfers
    of_cell = w.post_organisation[w.cell_post]
    rows = model.add_rows(NAME, problem.change_limit.shape, upper=problem.change_limit, axes=AXES)
    model.add_terms(rows[of_cell[problem.training.arc_from]], decisions["starts"])
    model.add_terms(rows[of_cell], decisions["released"])
    model.add_terms(rows[of_cell[transfers.arc_from]], decisions["transfers"])
    other = np.flatnonzero(of_cell[transfers.arc_from] != of_cell[transfers.arc_to])
    stay = 1.0 - transfers.leave_share[transfers.arc_move]
    model.add_terms(
        rows[of_cell[transfers.arc_to[other]]], decisions["transfers"][other], stay[other, None]
    )
    office = problem.back_office
    displaced = office.wte[office.office][:, None]
    mine = rows[office.organisation[office.office]]
    model.add_terms(mine, decisions["served"], displaced)
    model.add_terms(mine[:, 1:], decisions["served"][:, :-1], -displaced)
    if problem.base is not None:
        _build_base(model, decisions, problem.base.in_post)


def _build_base(model: LinearModel, decisions: Decisions, base: np.ndarray) -> None:
    cell, period = np.nonzero(np.isfinite(base))
    target = base[cell, period]
    stock, gap = decisions["in_post"][cell, period], decisions["base_gap"][cell, period]
    above = model.add_rows(BASE, (len(cell),), upper=target)
    below = model.add_rows(BASE, (len(cell),), lower=target)
    model.add_terms(above, stock)
    model.add_terms(above, gap, -1.0)
    model.add_terms(below, stock)
    model.add_terms(below, gap)


def check(outcome: Outcome) -> list[Violation]:
    problem = outcome.problem
    limit = np.where(np.isinf(problem.change_limit), np.inf, problem.change_limit)
    off = np.where(np.isinf(limit), 0.0, outcome.change_people - limit)
    found = breaches(outcome, NAME, "WTE", AXES, off, np.where(np.isinf(limit), 1.0, limit))
    if problem.base is not None:
        base = np.where(np.isfinite(problem.base.in_post), problem.base.in_post, outcome["in_post"])
        gap = np.abs(outcome["in_post"] - base) - outcome["base_gap"]
        found += breaches(outcome, NAME, "WTE", BASE_AXES, gap, base)
    return found
