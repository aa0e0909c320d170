"""What levers do: the figures that rules, outcomes and the decisions' bounds share."""

from __future__ import annotations

import numpy as np

from solvers.skillmix.problem import Care, Floats, Ints, Levers, Problem, Recruitment


def effect_of_taken(levers: Levers) -> Floats:
    """Effect in period t of what is taken by s, (V, T, T): Σ_s of it × taken[s] is the share
    at which a lever works in t. It telescopes: each increment of ``taken`` works by its own."""
    later = np.zeros_like(levers.works)
    later[:, :-1] = levers.works[:, 1:]
    return levers.works - later


def working(levers: Levers, taken: Floats) -> Floats:
    """Share at which each lever works, (V, T)."""
    return np.einsum("vs,vst->vt", taken, effect_of_taken(levers))


def saves_since(levers: Levers) -> Ints:
    """For each effect on time and period the last period in which its lever can have been
    taken and works all through, (G, T); -1: none. Time is only saved in such periods."""
    whole = levers.works[levers.saving_lever] >= 1.0 - 1e-9
    last = whole.shape[1] - 1 - np.argmax(whole[:, ::-1], axis=1)
    return np.where(whole.any(axis=1), last, -1).astype(np.int64)


def most_supply(hiring: Recruitment, levers: Levers) -> Floats:
    """Most recruits of each market with every lever at work from the earliest, WTE (M, T)."""
    supply = hiring.supply.copy()
    np.add.at(supply, levers.supply_market, levers.supply_wte * _most_working(levers))
    return supply


def _most_working(levers: Levers) -> Floats:
    first = np.minimum(levers.earliest, levers.works.shape[1] - 1)
    there = levers.earliest < levers.works.shape[1]
    at_most = levers.works[np.arange(len(first)), first] * there[:, None]
    return at_most[levers.supply_lever]


def most_due(care: Care) -> Floats:
    """Most occasions a week that can fall due, (B, L, T)."""
    due = care.due.copy()
    instead = care.alternative_of >= 0
    due[instead] += care.shift_max[instead]
    return due


def most_by_class(care: Care, hours: Floats) -> Floats:
    """Hours a week of each skill class if all that can fall due is given in each part,
    (Z, L, T), from hours a visit of each part (J, L)."""
    due = most_due(care)
    total = np.zeros((care.classes, *due.shape[1:]))
    for part in np.flatnonzero(care.part_class >= 0):
        total[care.part_class[part]] += hours[part][:, None] * due[care.part_package[part]]
    return total


def saved_per_visit(problem: Problem) -> Floats:
    """Hours each effect on time saves in one visit of each part, (G, J, L)."""
    care, levers = problem.care, problem.levers
    share = np.zeros((len(levers.saving_lever), len(care.interventions), len(care.travel)))
    at = (levers.minutes_saving, levers.minutes_intervention, levers.minutes_locality)
    np.add.at(share, at, levers.minutes_share)
    on_road = np.zeros((len(levers.saving_lever), len(care.travel)))
    np.add.at(on_road, (levers.travel_saving, levers.travel_locality), levers.travel_share)
    saved = np.zeros((len(share), len(care.part_package), len(care.travel)))
    for part, members in enumerate(care.part_members):
        some = list(members)
        saved[:, part] = np.einsum("gil,i->gl", share[:, some], care.minutes[some]) / 60.0
        if care.at_home[care.part_package[part]]:
            trips = care.carers[some].max()
            saved[:, part] += on_road * (trips * care.travel / 60.0)
    return saved


def most_saved_in_all(problem: Problem) -> Floats:
    """Most hours a week each effect on time can save in all, (G, L, T): every occasion is
    given in one pattern, so no more than in the pattern in which it saves most."""
    care, each = problem.care, saved_per_visit(problem)
    most = np.zeros((len(each), len(care.packages), len(care.travel)))
    for package, parts in zip(care.pattern_package, care.pattern_parts, strict=True):
        able = [part for part in parts if care.part_class[part] >= 0]
        most[:, package] = np.maximum(most[:, package], each[:, able].sum(axis=1))
    return np.einsum("gbl,blt->glt", most, most_due(care))


def most_saved(problem: Problem) -> Floats:
    """Most hours a week each effect on time can save in each skill class, (G, Z, L, T)."""
    since = saves_since(problem.levers)
    made = [
        most_by_class(problem.care, hours) * (since[g] >= 0)
        for g, hours in enumerate(saved_per_visit(problem))
    ]
    shape = (0, problem.care.classes, *problem.care.due.shape[1:])
    return np.stack(made) if made else np.zeros(shape)
