"""Recruitment, courses and transfers of a place as the solver sees them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from planner.place.periods import add_months
from planner.place.place import Place
from planner.skillmix.cohorts import ArcFlows, make_cohort, make_flows
from planner.skillmix.lookup import Lookup
from planner.skillmix.names import Names
from planner.skillmix.readiness import ramp_stretch
from solvers.skillmix.problem import (
    Agreements,
    Floats,
    Horizon,
    Ints,
    Recruitment,
    Training,
    Transfers,
    Workforce,
)


def ints(values: object) -> Ints:
    """An integer array, also of nothing."""
    return np.array(values, dtype=np.int64)


def make_recruitment(
    place: Place, names: Names, workforce: Workforce, horizon: Horizon, agreements: Agreements
) -> Recruitment:
    """Markets, the posts each can fill, and whom each hire draws away. Posts of who cannot
    employ are filled where an agreement covers them."""
    table = place["recruitment"]
    w = workforce
    markets = Lookup(table["recruitment"])
    supply = table["supply_per_year"].to_numpy(float)[:, None] * open_months(place, horizon) / 12
    can = place["organisations"]["can_employ"].to_numpy(bool)[w.post_organisation]
    can[agreements.covered] = True
    only = names.organisations.all(table["organisation"])
    options = [
        (market, post)
        for market, role in enumerate(names.roles.all(table["role"]))
        for post in np.flatnonzero(w.post_role == role)
        if can[post] and only[market] in (-1, w.post_organisation[post])
    ]
    option_market = ints([market for market, _ in options])
    option_post = ints([post for _, post in options])
    groups, cell_group, entries = _draws(place, names, w, markets, option_market, option_post)
    return Recruitment(
        markets=markets.names,
        supply=supply,
        option_market=option_market,
        option_cell=w.post_base_cell[option_post],
        allowed=supply[option_market] > 0,
        cost=table["cost_per_hire"].to_numpy(float),
        draw_option=ints([option for option, _, _ in entries]),
        draw_group=ints([group for _, group, _ in entries]),
        draw_share=np.array([share for _, _, share in entries], dtype=float),
        groups=groups,
        cell_group=cell_group,
    )


def open_months(place: Place, horizon: Horizon) -> Floats:
    """Months of each period in which each market is open, (M, T)."""
    lead = place["recruitment"]["lead_months"].to_numpy(float)
    ends = horizon.offset + horizon.months
    return np.clip(ends[None, :] - np.maximum(lead[:, None], horizon.offset), 0, None)


def _draws(
    place: Place,
    names: Names,
    w: Workforce,
    markets: Lookup,
    option_market: Ints,
    option_post: Ints,
) -> tuple[int, Ints, list[tuple[int, int, float]]]:
    """Groups (employer × role) drawn on, each cell's group, and (option, group, share)."""
    groups: dict[tuple[int, int], int] = {}
    entries = []
    posts_of = set(zip(w.post_organisation.tolist(), w.post_role.tolist(), strict=True))
    for row in place["draws"].itertuples():
        key = (names.organisations[row.from_organisation], names.roles[row.from_role])
        if key not in posts_of or row.share == 0:
            continue
        group = groups.setdefault(key, len(groups))
        for option in np.flatnonzero(option_market == markets[row.recruitment]):
            if w.post_organisation[option_post[option]] != key[0]:
                entries.append((int(option), group, float(row.share)))
    of_post = [
        groups.get((int(o), int(r)), -1)
        for o, r in zip(w.post_organisation, w.post_role, strict=True)
    ]
    return len(groups), ints(of_post)[w.cell_post], entries


def make_training(
    place: Place, names: Names, workforce: Workforce, horizon: Horizon, today: bool
) -> Training:
    """Courses, the steps from cell to cell that each makes, and who supervises."""
    table = place["courses"]
    w = workforce
    courses = Lookup(table["course"])
    arcs = [] if today else _arcs(place, names, w)
    arc_course, arc_from, arc_to = (ints([arc[k] for arc in arcs]) for k in range(3))
    flows = _arc_flows(place, names, w, horizon, arc_course, arc_from, arc_to)
    intakes = intakes_of(place, horizon)
    load = _load(place, horizon, intakes)
    places = table["places_per_intake"].fillna(np.inf).to_numpy(float)[:, None]
    supervisor = names.roles.all(table["supervisor_role"])
    pooled = table["supervisors_pooled"].to_numpy(bool)
    groups, arc_group, options = _supervision(w, arc_course, arc_from, supervisor, pooled)
    return Training(
        courses=courses.names,
        arc_course=arc_course,
        arc_from=arc_from,
        arc_to=arc_to,
        allowed=intakes[arc_course] > 0,
        places=np.where(intakes > 0, places * np.maximum(intakes, 1), 0.0),
        cost=table["cost"].to_numpy(float),
        fund=Lookup(place["funds"]["fund"]).all(table["fund"]),
        present=flows.present,
        completed=flows.completed,
        returned=flows.returned,
        from_capacity=flows.from_capacity,
        to_capacity=flows.to_capacity,
        load=load,
        supervisor_role=supervisor,
        trainees_per_supervisor=table["trainees_per_supervisor"].to_numpy(float),
        supervision_hours=table["supervision_hours_per_week"].to_numpy(float),
        pooled=pooled,
        group_course=ints([course for course, _ in groups]),
        group_organisation=ints([organisation for _, organisation in groups]),
        arc_group=arc_group,
        option_group=ints([group for group, _ in options]),
        option_cell=ints([cell for _, cell in options]),
    )


def _arc_flows(
    place: Place,
    names: Names,
    w: Workforce,
    horizon: Horizon,
    arc_course: Ints,
    arc_from: Ints,
    arc_to: Ints,
) -> ArcFlows:
    """The flows of every arc, with the ramp as long as it takes the team that they join."""
    table = place["courses"]
    longer = ramp_stretch(place, names, w, horizon)[arc_to]
    kinds, arc_kind = np.unique(np.column_stack([arc_course, longer]), axis=0, return_inverse=True)
    course = kinds[:, 0].astype(np.int64)
    months, ramps = table["duration_months"].to_numpy(float), table["adoption_ramp"].tolist()
    return make_flows(
        [
            make_cohort(months[k], ramps[k], horizon, stretch)
            for k, stretch in zip(course, kinds[:, 1:], strict=True)
        ],
        arc_kind.reshape(-1),
        table["backfill_share"].to_numpy(float)[course],
        table["completion_rate"].to_numpy(float)[course],
        w.leave_rate[w.cell_post[arc_from]],
        w.leave_rate[w.cell_post[arc_to]],
    )


def _load(place: Place, horizon: Horizon, intakes: Floats) -> Floats:
    """Trainees to supervise at a time per starter, (K, T, T): each intake is there in turn,
    however short the course."""
    usual = np.ones(horizon.size)
    load = np.zeros((len(intakes), horizon.size, horizon.size))
    for k, months in enumerate(place["courses"]["duration_months"]):
        load[k] = make_cohort(months, (), horizon, usual).training
    for s in range(horizon.size):
        load[:, s, s] = np.maximum(load[:, s, s], 1 / np.maximum(intakes[:, s], 1))
    return load


def _arcs(place: Place, names: Names, w: Workforce) -> list[tuple[int, int, int]]:
    """(course, from cell, to cell) wherever a course leads from one cell to another."""
    cell_at = {
        (int(n), int(p)): c
        for c, (n, p) in enumerate(zip(w.cell_post, w.cell_profile, strict=True))
    }
    exact = {(int(w.profile_role[p]), names.extras[p]): p for p in range(len(names.profiles))}
    locality = place["posts"]["locality"].tolist()
    arcs = []
    for k, course in enumerate(place["courses"].itertuples()):
        only = names.organisations.get(course.organisation)
        from_role = names.roles[course.from_role]
        to_role = names.roles[course.to_role] if course.to_role else from_role
        core = names.skills[to_role]
        for cell in np.flatnonzero(w.post_role[w.cell_post] == from_role):
            post = int(w.cell_post[cell])
            if only not in (-1, w.post_organisation[post]):
                continue
            learned = (names.extras[w.cell_profile[cell]] | set(course.competencies)) - core
            profile = exact.get((to_role, frozenset(learned)))
            if profile is None and to_role != from_role:
                profile = to_role
            if profile is None or profile == w.cell_profile[cell]:
                continue
            targets = [post] if to_role == from_role else _posts_of(w, locality, post, to_role)
            arcs += [
                (k, int(cell), cell_at[n, int(profile)])
                for n in targets
                if (n, int(profile)) in cell_at
            ]
    return arcs


def _posts_of(w: Workforce, locality: list[str], post: int, role: int) -> list[int]:
    """Posts of a role at the same employer, of the same locality where there are any."""
    same = np.flatnonzero(
        (w.post_role == role) & (w.post_organisation == w.post_organisation[post])
    )
    near = [int(n) for n in same if locality[n] == locality[post]]
    return near or [int(n) for n in same]


def intakes_of(place: Place, horizon: Horizon) -> Floats:
    """Intakes of each course in each period, (K, T)."""
    start = place.settings.start
    month_of = [
        {add_months(start, int(o) + m).month for m in range(int(length))}
        if length < 12
        else set(range(1, 13))
        for o, length in zip(horizon.offset, horizon.months, strict=True)
    ]
    table = place["courses"]
    counts = [[len(set(months) & have) for have in month_of] for months in table["intake_months"]]
    return np.array(counts, dtype=float).reshape(len(table), horizon.size)


def _supervision(
    w: Workforce, arc_course: Ints, arc_from: Ints, supervisor: Ints, pooled: np.ndarray
) -> tuple[list[tuple[int, int]], Ints, list[tuple[int, int]]]:
    """Supervised groups (course, employer or -1), each arc's group, and (group, cell) options."""
    groups: dict[tuple[int, int], int] = {}
    arc_group = []
    of_cell = w.post_organisation[w.cell_post]
    for course, cell in zip(arc_course, arc_from, strict=True):
        if supervisor[course] < 0:
            arc_group.append(-1)
            continue
        employer = -1 if pooled[course] else int(of_cell[cell])
        arc_group.append(groups.setdefault((int(course), employer), len(groups)))
    options = [
        (group, int(cell))
        for (course, employer), group in groups.items()
        for cell in np.flatnonzero(w.post_role[w.cell_post] == supervisor[course])
        if employer in (-1, of_cell[cell])
    ]
    return list(groups), ints(arc_group), options


def make_transfers(
    place: Place, names: Names, workforce: Workforce, horizon: Horizon, today: bool
) -> Transfers:
    """Agreed moves, profile by profile where both ends can have it."""
    w = workforce
    table: pd.DataFrame = place["transfers"]
    cell_at = {
        (int(n), int(p)): c
        for c, (n, p) in enumerate(zip(w.cell_post, w.cell_profile, strict=True))
    }
    arcs = []
    for x, row in enumerate(table.itertuples() if not today else ()):
        from_org = names.organisations[row.from_organisation]
        from_role = names.roles[row.from_role]
        to_org = names.organisations[row.to_organisation] if row.to_organisation else from_org
        to_role = names.roles[row.to_role] if row.to_role else from_role
        ends = np.flatnonzero((w.post_organisation == to_org) & (w.post_role == to_role))
        for post in np.flatnonzero((w.post_organisation == from_org) & (w.post_role == from_role)):
            for cell in np.flatnonzero(w.cell_post == post):
                profile = int(w.cell_profile[cell]) if to_role == from_role else to_role
                arcs += [
                    (x, int(cell), cell_at.get((int(n), profile), cell_at[int(n), to_role]))
                    for n in ends
                    if n != post
                ]
    limit = table["max_per_year"].fillna(np.inf).to_numpy(float)
    return Transfers(
        moves=tuple(table["transfer"]),
        arc_move=ints([arc[0] for arc in arcs]),
        arc_from=ints([arc[1] for arc in arcs]),
        arc_to=ints([arc[2] for arc in arcs]),
        most=limit[:, None] * horizon.years[None, :],
        cost=table["cost"].to_numpy(float),
        leave_share=table["leave_share"].to_numpy(float),
    )
