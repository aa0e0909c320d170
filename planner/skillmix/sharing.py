"""Staff whose time is shared, by joint posts and rotation, as the solver sees them."""

from __future__ import annotations

import numpy as np

from planner.place.areas import served_localities
from planner.place.place import Place
from planner.skillmix.moves import ints
from planner.skillmix.names import Names
from solvers.skillmix.problem import Floats, Horizon, Sharing, Transfers, Workforce

#: Working days in a month, 261 a year: what days of handover are a share of.
WORKING_DAYS = 21.75


def make_sharing(
    place: Place,
    names: Names,
    w: Workforce,
    horizon: Horizon,
    transfers: Transfers,
    today: bool,
) -> Sharing:
    """Joint posts and rotation schemes; the moves of those who grow are in ``transfers``.

    Today's way of working holds no scheme to its fewest, nor its home to its staff: it may
    lose people that it cannot replace.
    """
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
    least = rotations["least"].to_numpy(float) * (not today)
    moved = _moved(place, names)
    gains = _gains(place, transfers)
    yearly = rotations["gains_per_year"].to_numpy(float)
    return Sharing(
        arrangement=before + np.arange(len(posts)),
        cell=w.post_base_cell[posts],
        least=np.concatenate([joint["wte"].to_numpy(float), least]),
        most=np.concatenate([joint["wte"].to_numpy(float), rotations["most"].to_numpy(float)]),
        joint=np.arange(len(posts)) < n,
        given=np.concatenate([np.bincount(with_joint, share, n), (1.0 - home) + home * loss]),
        home_least=np.concatenate([np.zeros(n), _home_least(place, w, posts[n:]) * (not today)]),
        partner_of=of,
        partner=partner,
        partner_area=_areas_of(place, names, w, partner),
        partner_post=_posts_like(w, partner, posts[of]),
        partner_wte=np.concatenate([share, hosted]),
        partner_hours=np.concatenate([share, hosted * (1.0 - loss[with_scheme])]),
        moved_arrangement=ints([before + s for s, _, _ in moved]),
        moved_post=ints([post for _, post, _ in moved]),
        moved_wte=np.array([wte for _, _, wte in moved], dtype=float),
        gain_of=ints([n + s for s, _ in gains]),
        gain_move=ints([move for _, move in gains]),
        gain_share=yearly[ints([s for s, _ in gains])][:, None] * horizon.years,
    )


def _moved(place: Place, names: Names) -> list[tuple[int, int, float]]:
    """(joint post, posts, funded WTE more or fewer) of every joint post that may begin."""
    joint, partners = place["joint_posts"], place["joint_post_partners"]
    begins = {row.joint_post: s for s, row in enumerate(joint.itertuples()) if not row.in_force}
    held = [
        (begins[row.joint_post], names.posts[row.post], float(row.wte - row.replaces_wte))
        for row in joint.itertuples()
        if row.joint_post in begins
    ]
    replaced = [
        (begins[row.joint_post], names.posts[row.replaces_post], -float(row.replaces_wte))
        for row in partners.itertuples()
        if row.joint_post in begins and row.replaces_post
    ]
    return held + replaced


def _home_least(place: Place, w: Workforce, posts: np.ndarray) -> Floats:
    """Staff who must be present in the home posts of each scheme, WTE: as many as at the
    start, when the fewest of a scheme in force are away already; none where it may lose some."""
    rotations = place["rotations"]
    start = np.bincount(w.cell_post, w.in_post_start, len(w.posts))[posts]
    away = (1.0 - rotations["home_share"]) * rotations["least"] * rotations["in_force"]
    kept = rotations["no_net_loss"].to_numpy(bool)
    return np.where(kept, np.maximum(start - away.to_numpy(float), 0.0), 0.0)


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
