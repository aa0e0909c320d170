"""Agreements, joint posts and rotation schemes of a place: what may run, and who may employ."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from planner.place.place import Place
from planner.skillmix.moves import ints
from planner.skillmix.names import Names
from solvers.skillmix.problem import (
    Agreements,
    Arrangements,
    Horizon,
    Recruitment,
    Workforce,
)


def make_arrangements(place: Place, names: Names, horizon: Horizon) -> Arrangements:
    """Agreements, then joint posts, then rotation schemes; today has those in force only."""
    owner = place["posts"].set_index("post")["organisation"]
    agreements, joint, rotations = (place[t] for t in ("agreements", "joint_posts", "rotations"))
    payers = [*agreements["deploys_to"], *owner[joint["post"]], *owner[rotations["post"]]]
    yearly = [agreements["cost_per_year"], np.zeros(len(joint)), rotations["cost_per_year"]]
    tables = (agreements, joint, rotations)
    notice = np.concatenate([table["notice_months"].to_numpy(float) for table in tables])
    in_force = np.concatenate([table["in_force"].to_numpy(bool) for table in tables])
    return Arrangements(
        names=(*agreements["agreement"], *joint["joint_post"], *rotations["rotation"]),
        kinds=tuple(
            kind
            for kind, table in zip(("agreement", "joint_post", "rotation"), tables, strict=True)
            for _ in range(len(table))
        ),
        organisation=names.organisations.all(payers),
        cost=np.where(in_force, 0.0, np.concatenate([table["cost"] for table in tables])),
        yearly=np.concatenate([np.asarray(figures, float) for figures in yearly]),
        earliest=np.searchsorted(horizon.offset, notice, side="left").astype(np.int64),
        in_force=in_force,
    )


def as_today(arrangements: Arrangements, horizon: Horizon) -> Arrangements:
    """Nothing begins."""
    return replace(arrangements, earliest=np.full(len(arrangements.names), horizon.size))


def make_agreements(place: Place, names: Names, w: Workforce, horizon: Horizon) -> Agreements:
    """Who may employ for whom, in which posts."""
    table = place["agreements"]
    can = place["organisations"]["can_employ"].to_numpy(bool)
    placings = [
        (a, int(post))
        for a, row in enumerate(table.itertuples())
        if not can[names.organisations[row.deploys_to]]
        for post in np.flatnonzero(w.post_organisation == names.organisations[row.deploys_to])
        if w.roles[w.post_role[post]] in row.roles
    ]
    agreement, post = (ints([placing[k] for placing in placings]) for k in range(2))
    pay = place["roles"]["annual_cost"].to_numpy(float)[w.post_role[post]]
    fee = table["fee_share"].to_numpy(float)[agreement] * pay
    return Agreements(
        arrangement=np.arange(len(table)),
        employer=names.organisations.all(table["employer"]),
        capacity=table["capacity"].fillna(np.inf).to_numpy(float),
        placing_agreement=agreement,
        placing_post=post,
        fee=fee[:, None] * horizon.years,
    )


def with_openings(
    recruitment: Recruitment, agreements: Agreements, arrangements: Arrangements, w: Workforce
) -> Recruitment:
    """Nobody is hired into a covered post before an agreement can run."""
    first = np.zeros(len(w.posts), dtype=np.int64)
    first[agreements.covered] = np.iinfo(np.int64).max
    begins = np.where(arrangements.in_force, 0, arrangements.earliest)[agreements.arrangement]
    np.minimum.at(first, agreements.placing_post, begins[agreements.placing_agreement])
    opened = first[w.cell_post[recruitment.option_cell]]
    periods = np.arange(recruitment.supply.shape[1])
    return replace(recruitment, allowed=recruitment.allowed & (periods >= opened[:, None]))
