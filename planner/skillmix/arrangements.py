"""Agreements, joint posts and rotation schemes of a place as the solver sees them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from planner.place.areas import served_localities
from planner.place.place import Place
from planner.skillmix.moves import ints
from planner.skillmix.names import Names
from solvers.skillmix.problem import (
    Agreements,
    Arrangements,
    Floats,
    Horizon,
    Recruitment,
    Sharing,
    Transfers,
    Workforce,
)

#: Working days in a month, 261 a year: what days of handover are a share of.
WORKING_DAYS = 21.75


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


def make_sharing(
    place: Place,
    names: Names,
    w: Workforce,
    horizon: Horizon,
    transfers: Transfers,
    today: bool,
) -> Sharing:
    """Joint posts and rotation schemes; the moves of those who grow are in ``transfers``."""
    joint, rotations = place["joint_posts"], place["rotations"]
    before = len(place["agreements"])
    posts = names.posts.all([*joint["post"], *rotations["post"]])
    partners = place["joint_post_partners"]
    hosts = place["rotation_hosts"]
    loss = (
        (rotations["handover_days"] / (rotations["block_months"] * WORKING_DAYS))
        .to_numpy(float)
        .clip(max=1.0)
    )
    home = rotations["home_share"].to_numpy(float)
    n = len(joint)
    at_joint = {name: s for s, name in enumerate(joint["joint_post"])}
    at_rotation = {name: s for s, name in enumerate(rotations["rotation"])}
    with_joint = ints([at_joint[name] for name in partners["joint_post"]])
    with_scheme = ints([at_rotation[name] for name in hosts["rotation"]])
    share = partners["share"].to_numpy(float)
    hosted = (1.0 - home)[with_scheme] * hosts["share"].to_numpy(float)
    partner = names.organisations.all([*partners["organisation"], *hosts["organisation"]])
    of = np.concatenate([with_joint, n + with_scheme]).astype(np.int64)
    start = np.bincount(w.cell_post, w.in_post_start, len(w.posts))
    kept = rotations["no_net_loss"].to_numpy(bool) & (not today)
    begins = ~joint["in_force"].to_numpy(bool)
    replaced = partners["replaces_wte"].to_numpy(float)
    moved = [
        (before + s, int(posts[s]), float(row.wte - row.replaces_wte))
        for s, row in enumerate(joint.itertuples())
        if begins[s]
    ] + [
        (before + int(s), names.posts[post], -float(wte))
        for s, post, wte in zip(with_joint, partners["replaces_post"], replaced, strict=True)
        if begins[s] and post
    ]
    gains = _gains(place, transfers)
    yearly = rotations["gains_per_year"].to_numpy(float)
    return Sharing(
        arrangement=before + np.arange(len(posts)),
        cell=w.post_base_cell[posts],
        least=np.concatenate([joint["wte"].to_numpy(float), rotations["least"].to_numpy(float)]),
        most=np.concatenate([joint["wte"].to_numpy(float), rotations["most"].to_numpy(float)]),
        joint=np.arange(len(posts)) < n,
        given=np.concatenate([np.bincount(with_joint, share, n), (1.0 - home) + home * loss]),
        home_least=np.concatenate([np.zeros(n), np.where(kept, start[posts[n:]], 0.0)]),
        partner_of=of,
        partner=partner,
        partner_area=_areas_of(place, names, w, partner),
        partner_post=_posts_like(w, partner, posts[of]),
        partner_wte=np.concatenate([share, hosted]),
        partner_hours=np.concatenate([share, hosted * (1.0 - loss[with_scheme])]),
        moved_arrangement=ints([a for a, _, _ in moved]),
        moved_post=ints([post for _, post, _ in moved]),
        moved_wte=np.array([wte for _, _, wte in moved], dtype=float),
        gain_of=ints([n + s for s, _ in gains]),
        gain_move=ints([move for _, move in gains]),
        gain_share=yearly[ints([s for s, _ in gains])][:, None] * horizon.years,
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


def with_gains(
    place: Place, names: Names, w: Workforce, horizon: Horizon, transfers: Transfers
) -> Transfers:
    """Transfers with the moves by which those who rotate grow into a profile."""
    found = []
    for row in place["rotations"].itertuples():
        post, profile = names.posts[row.post], names.profiles.get(row.gains_profile)
        ends = np.flatnonzero((w.cell_post == post) & (w.cell_profile == profile))
        if row.gains_profile and len(ends):
            found.append(
                (
                    row.rotation,
                    int(w.post_base_cell[post]),
                    int(ends[0]),
                    row.most * row.gains_per_year,
                )
            )
    n, more = len(transfers.moves), len(found)
    most = np.array([most for *_, most in found], dtype=float)[:, None] * horizon.years
    return Transfers(
        moves=(*transfers.moves, *(name for name, *_ in found)),
        arc_move=np.concatenate([transfers.arc_move, n + np.arange(more)]),
        arc_from=np.concatenate([transfers.arc_from, ints([move[1] for move in found])]),
        arc_to=np.concatenate([transfers.arc_to, ints([move[2] for move in found])]),
        most=np.concatenate([transfers.most, most.reshape(more, horizon.size)]),
        cost=np.concatenate([transfers.cost, np.zeros(more)]),
        leave_share=np.concatenate([transfers.leave_share, np.zeros(more)]),
    )


def _gains(place: Place, transfers: Transfers) -> list[tuple[int, int]]:
    """(rotation, move) of every scheme in which people grow."""
    at = {name: x for x, name in enumerate(transfers.moves)}
    return [(s, at[name]) for s, name in enumerate(place["rotations"]["rotation"]) if name in at]


def _areas_of(place: Place, names: Names, w: Workforce, partner: np.ndarray) -> np.ndarray:
    """The area that each organisation serves."""
    served = served_localities(place)
    at = {tuple(serves): area for area, serves in enumerate(w.area_serves.tolist())}
    everywhere = names.localities.names
    return ints(
        [
            at[tuple(locality in served[names.organisations.names[o]] for locality in everywhere)]
            for o in partner
        ]
    )


def _posts_like(w: Workforce, partner: np.ndarray, post: np.ndarray) -> np.ndarray:
    """The first posts each organisation has of the role of a group of posts; -1: none."""
    mine = (w.post_organisation == partner[:, None]) & (w.post_role == w.post_role[post][:, None])
    return np.where(mine.any(axis=1), np.argmax(mine, axis=1), -1).astype(np.int64)


def room_added(sharing: Sharing, posts: int) -> Floats:
    """Funded posts that joint posts may add to each group, WTE (N,)."""
    room = np.zeros(posts)
    np.add.at(room, sharing.moved_post, np.maximum(sharing.moved_wte, 0.0))
    return room
