"""Nobody works hours they do not have.

For employers that serve the same area, each profile p and period t:
Σ deployed[area, p, l, t] over localities ≤ hours a week of its staff, net of
headroom, sickness, time not facing people, training, supervising and the ramp
after training, and of those shared with them, less those shared with others; and for each profile and locality:
Σ work[skills, p, l, t] = Σ deployed[areas with l, p, l, t]. Hours a week; travel
is in the work. What is not deployed is spare.
"""

from __future__ import annotations

import numpy as np

from solvers.engine.model import LinearModel
from solvers.engine.violation import Violation
from solvers.skillmix.decisions import Decisions, Index
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem
from solvers.skillmix.rules.base import breaches, spread

NAME = "capacity"
AXES = ("deployed_pair", "period")
LOCAL_AXES = ("profile", "locality", "period")


def build(model: LinearModel, decisions: Decisions, problem: Problem, index: Index) -> None:
    w, training = problem.workforce, problem.training
    periods = problem.horizon.size
    rows = model.add_rows(NAME, (len(index.pair_area), periods), upper=0.0, axes=AXES)
    of_cell = rows[index.pair_of_cell]
    hours = w.hours[w.cell_post]
    model.add_terms(rows[index.deploy_pair], decisions["deployed"])
    model.add_terms(of_cell, decisions["in_post"], -hours[:, None])
    for cells, share in (
        (training.arc_from, training.from_capacity),
        (training.arc_to, training.to_capacity),
    ):
        spread(of_cell[cells], decisions["starts"], -share * hours[cells][:, None, None], model)
    base = of_cell[w.post_base_cell]
    model.add_terms(base, decisions["agency"], -w.hours[:, None])
    model.add_terms(base, decisions["short_time"], 0.5 * w.hours[:, None])
    each = training.supervision_hours[training.group_course[training.option_group]]
    model.add_terms(of_cell[training.option_cell], decisions["supervised"], each[:, None])
    sharing, shared = problem.sharing, decisions["shared"]
    given = sharing.given * hours[sharing.cell]
    model.add_terms(of_cell[sharing.cell], shared, given[:, None])
    got = sharing.partner_hours * hours[sharing.cell[sharing.partner_of]]
    model.add_terms(rows[index.partner_pair], shared[sharing.partner_of], -got[:, None])

    shape = (len(w.profiles), len(w.localities), periods)
    local = model.add_rows(NAME, shape, 0.0, 0.0, axes=LOCAL_AXES)
    model.add_terms(local[problem.care.provider_profile], decisions["work"])
    profile = index.pair_profile[index.deploy_pair]
    model.add_terms(local[profile, index.deploy_locality], decisions["deployed"], -1.0)


def check(outcome: Outcome) -> list[Violation]:
    problem, index = outcome.problem, outcome.index
    used = np.zeros((len(index.pair_area), problem.horizon.size))
    np.add.at(used, index.deploy_pair, outcome["deployed"])
    available = np.zeros_like(used)
    np.add.at(available, index.pair_of_cell, outcome.capacity)
    np.add.at(available, index.partner_pair, outcome.partner_hours)
    found = breaches(outcome, NAME, "hours a week", AXES, used - available, available)
    w = problem.workforce
    there = np.zeros((len(w.profiles), len(w.localities), problem.horizon.size))
    np.add.at(
        there, (index.pair_profile[index.deploy_pair], index.deploy_locality), outcome["deployed"]
    )
    worked = np.zeros_like(there)
    np.add.at(worked, problem.care.provider_profile, outcome["work"])
    off = np.abs(worked - there)
    found += breaches(outcome, NAME, "hours a week", LOCAL_AXES, off, there)
    low = -outcome["deployed"]
    return found + breaches(outcome, NAME, "hours a week", ("deployment", "period"), low, 1.0)
