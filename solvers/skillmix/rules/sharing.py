"""Those whose time is shared are there, and a rotation costs its home nobody.

least[s] · arranged[s,t] ≤ shared[s,t] ≤ most[s] · arranged[s,t]; Σ shared of a cell ≤
in_post; with no net loss, in_post[n,t] with trainees − Σ away · shared ≥ who was present at
the start, while the scheme runs; those who grow into a profile in the period ≤ gain · shared. WTE.
Hours at home and at hosts are in the rule on capacity, pay in that on budgets.
"""

from __future__ import annotations

import numpy as np

from solvers.engine.model import LinearModel
from solvers.engine.violation import Violation
from solvers.skillmix.decisions import Decisions, Index
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem
from solvers.skillmix.rules.base import breaches, spread

NAME = "shared staff"
LEAST = "fewest who rotate"
PRESENT = "shared staff are in post"
NO_LOSS = "no net loss at home"
GAIN = "competence gained by rotating"
AXES = ("sharing", "period")
CELLS = ("cell", "period")
GAINS = ("gain", "period")


def build(model: LinearModel, decisions: Decisions, problem: Problem, index: Index) -> None:
    sharing, periods = problem.sharing, problem.horizon.size
    shared, runs = decisions["shared"], decisions["arranged"][sharing.arrangement]
    only = model.add_rows(NAME, shared.shape, upper=0.0, axes=AXES)
    model.add_terms(only, shared)
    model.add_terms(only, runs, -sharing.most[:, None])
    some = np.flatnonzero((sharing.least > 0) & ~sharing.joint)
    least = model.add_rows(
        LEAST, (len(some), periods), lower=0.0, axes=AXES, entries={"sharing": some[:, None]}
    )
    model.add_terms(least, shared[some])
    model.add_terms(least, runs[some], -sharing.least[some, None])

    cells, of = np.unique(sharing.cell, return_inverse=True)
    there = model.add_rows(
        PRESENT, (len(cells), periods), upper=0.0, axes=CELLS, entries={"cell": cells[:, None]}
    )
    model.add_terms(there[of], shared)
    model.add_terms(there, decisions["in_post"][cells], -1.0)
    _build_no_loss(model, decisions, problem)

    gains = model.add_rows(GAIN, (len(sharing.gain_of), periods), upper=0.0, axes=GAINS)
    model.add_terms(gains, shared[sharing.gain_of], -sharing.gain_share)
    arcs = problem.transfers.arc_move
    gain, arc = np.nonzero(sharing.gain_move[:, None] == arcs[None, :])
    model.add_terms(gains[gain], decisions["transfers"][arc])


def _build_no_loss(model: LinearModel, decisions: Decisions, problem: Problem) -> None:
    w, training, sharing = problem.workforce, problem.training, problem.sharing
    kept = np.flatnonzero(sharing.home_least > 0)
    rows = model.add_rows(
        NO_LOSS,
        (len(kept), problem.horizon.size),
        lower=0.0,
        axes=AXES,
        entries={"sharing": kept[:, None]},
    )
    post = w.cell_post[sharing.cell]
    for terms, posts, share in (
        ("in_post", w.cell_post, None),
        ("starts", w.cell_post[training.arc_from], training.present),
        ("shared", post, sharing.away),
    ):
        row, column = np.nonzero(post[kept][:, None] == posts[None, :])
        if terms == "starts" and share is not None:
            spread(rows[row], decisions[terms][column], share[column], model)
        else:
            each = 1.0 if share is None else -share[column][:, None]
            model.add_terms(rows[row], decisions[terms][column], each)
    runs = decisions["arranged"][sharing.arrangement[kept]]
    model.add_terms(rows, runs, -sharing.home_least[kept, None])


def check(outcome: Outcome) -> list[Violation]:
    w, sharing = outcome.problem.workforce, outcome.problem.sharing
    shared, runs = outcome["shared"], outcome["arranged"][sharing.arrangement]
    found = breaches(outcome, NAME, "WTE", AXES, shared - sharing.most[:, None] * runs, 1.0)
    found += breaches(outcome, NAME, "WTE", AXES, -shared, 1.0)
    fewest = np.where(sharing.joint[:, None], 0.0, sharing.least[:, None] * runs - shared)
    found += breaches(outcome, LEAST, "WTE", AXES, fewest, 1.0)
    used = np.zeros_like(outcome["in_post"])
    np.add.at(used, sharing.cell, shared)
    found += breaches(outcome, PRESENT, "WTE", CELLS, used - outcome["in_post"], used)
    away = np.zeros_like(outcome.post_total)
    post = w.cell_post[sharing.cell]
    np.add.at(away, post, shared * sharing.away[:, None])
    present = (outcome.post_total - away)[post]
    short = sharing.home_least[:, None] * runs - present
    found += breaches(outcome, NO_LOSS, "WTE", AXES, np.where(runs > 0.5, short, 0.0), present)
    grown = np.zeros(sharing.gain_share.shape)
    for g, move in enumerate(sharing.gain_move):
        grown[g] = outcome["transfers"][outcome.problem.transfers.arc_move == move].sum(axis=0)
    most = sharing.gain_share * shared[sharing.gain_of]
    return found + breaches(outcome, GAIN, "WTE", GAINS, grown - most, most)
