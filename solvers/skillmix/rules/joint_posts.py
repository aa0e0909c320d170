"""A joint post is one post, and serves whoever shares it.

wte[s] · arranged[s,t] − vacancy[n,t] − others[n,t] ≤ shared[s,t] ≤ wte[s] · arranged[s,t], and
no more than who is there: it is filled but for what is vacant among its holder's posts n, or
taken by those of other profiles and trainees there (others). When it
begins, the holder's funded posts rise by it, and what it replaces is funded no longer:
establishment_min[n,t] ≤ establishment[n,t] − Σ moved[n] · arranged ≤ establishment_max[n,t].
WTE.
"""

from __future__ import annotations

import numpy as np

from solvers.engine.model import LinearModel
from solvers.engine.violation import Violation
from solvers.skillmix.decisions import Decisions, Index
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem
from solvers.skillmix.rules.base import breaches, spread

NAME = "joint posts"
FUNDED = "funded posts with joint posts"
AXES = ("sharing", "period")
POSTS = ("post", "period")


def build(model: LinearModel, decisions: Decisions, problem: Problem, index: Index) -> None:
    w, sharing, periods = problem.workforce, problem.sharing, problem.horizon.size
    joint = np.flatnonzero(sharing.joint)
    runs = decisions["arranged"][sharing.arrangement[joint]]
    entries = {"sharing": joint[:, None]}
    filled = model.add_rows(NAME, (len(joint), periods), lower=0.0, axes=AXES, entries=entries)
    model.add_terms(filled, decisions["shared"][joint])
    model.add_terms(filled, decisions["vacancy"][w.cell_post[sharing.cell[joint]]])
    model.add_terms(filled, runs, -sharing.most[joint, None])
    own = sharing.cell[joint]
    same = w.cell_post == w.cell_post[own][:, None]
    row, cell = np.nonzero(same & (np.arange(len(w.cell_post)) != own[:, None]))
    model.add_terms(filled[row], decisions["in_post"][cell])
    row, arc = np.nonzero(same[:, problem.training.arc_from])
    spread(filled[row], decisions["starts"][arc], problem.training.present[arc], model)

    moved = np.unique(sharing.moved_post)
    at = np.full(len(w.posts), -1)
    at[moved] = np.arange(len(moved))
    funded = model.add_rows(
        FUNDED,
        (len(moved), periods),
        w.establishment_min[moved],
        w.establishment_max[moved],
        POSTS,
        {"post": moved[:, None]},
    )
    model.add_terms(funded, decisions["establishment"][moved])
    model.add_terms(
        funded[at[sharing.moved_post]],
        decisions["arranged"][sharing.moved_arrangement],
        -sharing.moved_wte[:, None],
    )


def check(outcome: Outcome) -> list[Violation]:
    w, sharing = outcome.problem.workforce, outcome.problem.sharing
    post = w.cell_post[sharing.cell]
    asked = sharing.most[:, None] * outcome["arranged"][sharing.arrangement]
    others = outcome.post_total[post] - outcome["in_post"][sharing.cell]
    short = np.where(sharing.joint[:, None], asked - outcome["vacancy"][post] - others, 0.0)
    off = short - outcome["shared"]
    # How many posts are funded is checked with the rule on establishment.
    return breaches(outcome, NAME, "WTE", AXES, np.where(sharing.joint[:, None], off, 0.0), 1.0)
