"""Who cannot employ has staff only under an agreement with one who can.

For every group of posts n of such an organisation that agreements cover:
Σ_a placed[a,n,t] = in_post[n,t] with trainees; placed[a,n,t] ≤ most[n,t] · arranged[a,t];
Σ_n placed[a,n,t] ≤ capacity[a] · arranged[a,t]; and at most one of the agreements that
cover a group of posts runs. So everybody there has one employer. WTE; agency staff are
their agency's.
"""

from __future__ import annotations

import numpy as np

from solvers.engine.model import LinearModel
from solvers.engine.violation import Violation
from solvers.skillmix.decisions import Decisions, Index, most_in_post
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem
from solvers.skillmix.rules.base import breaches, spread

NAME = "agreements"
OPEN = "open agreements"
CAPACITY = "capacity of agreements"
ONE = "one employer"
AXES = ("post", "period")
PLACINGS = ("placing", "period")
CAPACITY_AXES = ("agreement", "period")


def build(model: LinearModel, decisions: Decisions, problem: Problem, index: Index) -> None:
    w, training, agreements = problem.workforce, problem.training, problem.agreements
    arranged, placed = decisions["arranged"], decisions["placed"]
    covered, periods = agreements.covered, problem.horizon.size
    entries = {"post": covered[:, None]}
    at = np.full(len(w.posts), -1)
    at[covered] = np.arange(len(covered))
    rows = model.add_rows(NAME, (len(covered), periods), 0.0, 0.0, AXES, entries)
    model.add_terms(rows[at[agreements.placing_post]], placed)
    cells = np.flatnonzero(at[w.cell_post] >= 0)
    model.add_terms(rows[at[w.cell_post[cells]]], decisions["in_post"][cells], -1.0)
    arcs = np.flatnonzero(at[w.cell_post[training.arc_from]] >= 0)
    of_arc = at[w.cell_post[training.arc_from[arcs]]]
    spread(rows[of_arc], decisions["starts"][arcs], -training.present[arcs], model)

    runs = arranged[agreements.arrangement]
    most = np.minimum(
        most_in_post(problem)[agreements.placing_post],
        agreements.capacity[agreements.placing_agreement, None],
    )
    only = model.add_rows(OPEN, placed.shape, upper=0.0, axes=PLACINGS)
    model.add_terms(only, placed)
    model.add_terms(only, runs[agreements.placing_agreement], -most)

    limited = np.flatnonzero(np.isfinite(agreements.capacity))
    place = np.full(len(agreements.capacity), -1)
    place[limited] = np.arange(len(limited))
    total = model.add_rows(
        CAPACITY,
        (len(limited), periods),
        upper=0.0,
        axes=CAPACITY_AXES,
        entries={"agreement": limited[:, None]},
    )
    some = np.flatnonzero(place[agreements.placing_agreement] >= 0)
    model.add_terms(total[place[agreements.placing_agreement[some]]], placed[some])
    model.add_terms(total, runs[limited], -agreements.capacity[limited, None])

    several = np.flatnonzero(np.bincount(agreements.placing_post, minlength=len(w.posts)) > 1)
    pick = np.full(len(w.posts), -1)
    pick[several] = np.arange(len(several))
    one = model.add_rows(
        ONE, (len(several), periods), upper=1.0, axes=AXES, entries={"post": several[:, None]}
    )
    some = np.flatnonzero(pick[agreements.placing_post] >= 0)
    model.add_terms(
        one[pick[agreements.placing_post[some]]], runs[agreements.placing_agreement[some]]
    )


def check(outcome: Outcome) -> list[Violation]:
    agreements, placed = outcome.problem.agreements, outcome["placed"]
    runs = outcome["arranged"][agreements.arrangement] > 0.5
    total = outcome.post_total
    here, open_here = np.zeros_like(total), np.zeros_like(total)
    np.add.at(here, agreements.placing_post, placed)
    np.add.at(open_here, agreements.placing_post, runs[agreements.placing_agreement].astype(float))
    covered = np.zeros(len(total), bool)
    covered[agreements.covered] = True
    off = np.where(covered[:, None], np.abs(here - total), 0.0)
    found = breaches(outcome, NAME, "WTE", AXES, off, total)
    closed = np.where(runs[agreements.placing_agreement], 0.0, np.abs(placed))
    found += breaches(outcome, OPEN, "WTE", PLACINGS, closed, 1.0)
    found += breaches(outcome, OPEN, "WTE", PLACINGS, -placed, 1.0)
    by_agreement = np.zeros(runs.shape)
    np.add.at(by_agreement, agreements.placing_agreement, placed)
    beyond = by_agreement - agreements.capacity[:, None]
    found += breaches(outcome, CAPACITY, "WTE", CAPACITY_AXES, beyond, by_agreement)
    return found + breaches(outcome, ONE, "employers", AXES, open_here - 1.0, 1.0)
