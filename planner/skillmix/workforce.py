"""Posts, profiles and staff of a place as the solver's workforce."""

from __future__ import annotations

import numpy as np
import pandas as pd

from planner.place.place import Place
from planner.skillmix.areas import make_areas
from planner.skillmix.horizon import from_period_on
from planner.skillmix.names import Names
from solvers.skillmix.problem import Floats, Horizon, Workforce

#: Months during which a new starter leaves at the rate of the first year.
FIRST_YEAR = 12


def make_workforce(place: Place, names: Names, horizon: Horizon, today: bool) -> Workforce:
    """The workforce at the start, and the terms on which it may change."""
    posts = place["posts"]
    organisation = names.organisations.all(posts["organisation"])
    role = names.roles.all(posts["role"])
    areas, area_serves, post_area = make_areas(place, names)
    profile_role = np.concatenate(
        [np.arange(len(names.roles)), _roles_of_new_profiles(place, names)]
    ).astype(np.int64)
    cell_post, cell_profile = _cells(place, names, profile_role, organisation, role)
    base_cell = np.zeros(len(posts), dtype=np.int64)
    own = cell_profile == role[cell_post]
    base_cell[cell_post[own]] = np.flatnonzero(own)
    start = _in_post_start(place, names, cell_post, cell_profile)
    leave, kept = _leaving(posts, horizon)
    low, high, now = _establishments(place, names, horizon, today)
    in_post = posts["in_post_wte"].to_numpy(float)
    surplus = np.maximum(0.0, in_post[:, None] - high)
    roles = place["roles"]
    hours = (roles["hours_per_week"] * (1 - roles["headroom"]) * roles["patient_facing"]).to_numpy(
        float
    )[role] * ((1 - posts["sickness"]) * (1 - posts["time_outside"])).to_numpy(float)
    limit = place.settings.policy.over_establishment_limit
    years = horizon.years
    no_short_time = np.zeros(len(posts))
    return Workforce(
        organisations=names.organisations.names,
        roles=names.roles.names,
        profiles=names.profiles.names,
        posts=names.posts.names,
        localities=names.localities.names,
        areas=areas,
        area_serves=area_serves,
        profile_role=profile_role,
        post_organisation=organisation,
        post_role=role,
        post_area=post_area,
        cell_post=cell_post,
        cell_profile=cell_profile,
        post_base_cell=base_cell,
        in_post_start=start,
        leave_rate=leave,
        hire_kept=kept,
        establishment_min=low,
        establishment_max=high,
        establishment_today=now,
        vacancy_ceiling=posts["vacancy_ceiling"].to_numpy(float),
        vacancy_limit=posts["vacancy_limit"].fillna(np.inf).to_numpy(float)
        if not today
        else np.full(len(posts), np.inf),
        over_max=np.maximum(posts["over_establishment_max"].to_numpy(float)[:, None], surplus),
        over_limit_place=np.inf if limit is None or today else limit,
        short_time_max=no_short_time if today else posts["short_time_max"].to_numpy(float),
        agency_max=posts["agency_max"].to_numpy(float),
        release_max=np.zeros((len(posts), horizon.size))
        if today
        else posts["release_max_per_year"].to_numpy(float)[:, None] * years,
        loss_tolerance=(posts["loss_tolerance"].to_numpy(float) * in_post)[:, None] * years,
        criticality=posts["criticality"].to_numpy(float),
        hours=hours,
    )


def _roles_of_new_profiles(place: Place, names: Names) -> np.ndarray:
    listed = place["profiles"].set_index("profile")["role"]
    new = names.profiles.names[len(names.roles) :]
    return names.roles.all([listed[p] for p in new])


def _cells(
    place: Place, names: Names, profile_role: np.ndarray, organisation: np.ndarray, role: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """(post, profile) wherever the profile is of the posts' role and the employer may have it."""
    kinds = place["organisations"]["kind"].to_numpy()
    allowed = place["profiles"].set_index("profile")["kinds"].to_dict()
    posts, profiles = [], []
    for post in range(len(role)):
        for profile in np.flatnonzero(profile_role == role[post]):
            name = names.profiles.names[profile]
            only = allowed.get(name, ()) if profile >= len(names.roles) else ()
            if not only or kinds[organisation[post]] in only:
                posts.append(post)
                profiles.append(profile)
    return np.array(posts, dtype=np.int64), np.array(profiles, dtype=np.int64)


def _in_post_start(
    place: Place, names: Names, cell_post: np.ndarray, cell_profile: np.ndarray
) -> Floats:
    """In-post WTE by cell: a post's staff are shared out among profiles as the staff
    table's people of its employer and role are; without such people all are of the
    role's own profile. A person is of the profile of their role, among those the
    employer may have, that has most of their competencies."""
    in_post = place["posts"]["in_post_wte"].to_numpy(float)
    rows = place["posts"]
    employer, role_of = rows["organisation"].tolist(), rows["role"].tolist()
    options: dict[tuple[str, str], set[int]] = {}
    for post, profile in zip(cell_post, cell_profile, strict=True):
        options.setdefault((employer[post], role_of[post]), set()).add(int(profile))
    share: dict[tuple[str, str], dict[int, float]] = {}
    for key, people in place["staff"].groupby(["organisation", "role"]):
        wte: dict[int, float] = {}
        for has, amount in zip(people["competencies"], people["wte"], strict=True):
            fits = [p for p in options[key] if names.extras[p] <= set(has)]
            best = max(fits, key=lambda p: (len(names.extras[p]), -p))
            wte[best] = wte.get(best, 0.0) + amount
        total = sum(wte.values())
        if total > 0:
            share[key] = {p: amount / total for p, amount in wte.items()}
    start = np.zeros(len(cell_post))
    for cell, (post, profile) in enumerate(zip(cell_post, cell_profile, strict=True)):
        own = names.roles[role_of[post]]
        parts = share.get((employer[post], role_of[post]), {own: 1.0})
        start[cell] = in_post[post] * parts.get(int(profile), 0.0)
    return start


def _leaving(posts: pd.DataFrame, horizon: Horizon) -> tuple[Floats, Floats]:
    """Share who leave by post and period, and what a hire adds to stock beyond it.

    The first year's rate holds for the first twelve months after arrival, which
    is at the start of the period hired in.
    """
    yearly = posts["turnover"].to_numpy(float)
    first = posts["first_year_turnover"].fillna(posts["turnover"]).to_numpy(float)
    stay, stay_first = (1 - yearly) ** (1 / 12), (1 - first) ** (1 / 12)
    periods = horizon.size
    leave = 1 - stay[:, None] ** horizon.months[None, :]
    kept = np.zeros((len(posts), periods, periods))
    for hired in range(periods):
        before = np.ones(len(posts))
        for t in range(hired, periods):
            months = horizon.offset[t] + horizon.months[t] - horizon.offset[hired]
            new, later = min(months, FIRST_YEAR), max(0, months - FIRST_YEAR)
            after = stay_first**new * stay**later
            carried = before * (1 - leave[:, t]) if t > hired else 0.0
            kept[:, hired, t] = after - carried
            before = after
    kept[np.abs(kept) < 1e-12] = 0.0
    return leave, kept


def _establishments(
    place: Place, names: Names, horizon: Horizon, today: bool
) -> tuple[Floats, Floats, Floats]:
    """Least, most and today's establishment, (N, T) each."""
    posts = place["posts"]
    funded = posts["establishment_wte"].to_numpy(float)
    shape = (len(posts), horizon.size)
    now = np.broadcast_to(funded[:, None], shape).copy()
    low = posts["establishment_min"].fillna(posts["establishment_wte"]).to_numpy(float)
    high = posts["establishment_max"].fillna(posts["establishment_wte"]).to_numpy(float)
    lows = np.broadcast_to(low[:, None], shape).copy()
    highs = np.broadcast_to(high[:, None], shape).copy()
    decided = place["establishments"]
    for post, rows in decided.groupby("post"):
        n = names.posts[post]
        pairs = list(zip(rows["period"], rows["establishment_wte"], strict=True))
        values = from_period_on(pairs, horizon.labels, np.nan)
        known = np.isfinite(values)
        for target in (now, lows, highs):
            target[n, known] = values[known]
    if today:
        return now, now, now
    return lows, highs, now
