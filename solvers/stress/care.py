"""What need is left unmet when staff are fewer, or need is more, than the plan reckons with.

No visit is planned anew. The plan's visits are scaled: what falls due by the demand factor of
its need group and locality, and with it the hours asked of every team (employers that serve
the same area, one profile). A team that has the hours asked gives every visit; one that has
not gives the same share of each. So

asked[q] = Σ M[q, (g, l)] · d[g, l],   given share a[q] = min(1, hours[q] / asked[q]),
unmet[g, l] = d[g, l] · (unmet in the plan[g, l] + Σ_q Q[q, (g, l)] · (1 − a[q])).

M: hours a week the plan has team q give to need group g in locality l, travel in them; Q: the
weighted hours of care in them, as the measure of unmet need counts them. Hours the plan leaves
spare are used first. Left out, so that more is unmet than need be: other staff do not step
in, no visit is put off for a graver one, what the plan leaves undone is not done where need
falls short, and no more agency staff are called than planned. Left out the other way: a
neighbour who sells visits sells as many more as need asks for.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from solvers.skillmix.hubs import joint_work
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Floats, Ints
from solvers.stress.rows import Grouping, grouping, quotient
from solvers.stress.script import SPECK

#: A team short of so little of what is asked is not short: the check of plans forgives as much.
FORGIVEN = 1e-6


@dataclass(frozen=True)
class Teams:
    """Teams ``Q`` (area × profile) and what each has of each employer: entries ``E``."""

    cell_entry: Ints  # (C,)
    partner_entry: Ints  # (E1,) the entries that get hours shared with a partner
    pair: Ints  # (E,) team of the entry
    employer: Ints  # (E,)
    to_entries: Grouping  # cells, then partners' shares
    to_pairs: Grouping
    to_employers: Grouping


@dataclass(frozen=True)
class CareMaps:
    """M and Q of every period, and what the plan leaves unmet; units are need group × locality."""

    asked: Floats  # (T, Q, G·L) hours a week
    at_stake: Floats  # (T, Q, G·L) weighted hours of the period
    unmet: Floats  # (T, G·L) weighted hours of the period
    part: Floats  # (T, E) share of a team's hours that is each employer's


def make_teams(outcome: Outcome) -> Teams:
    problem, index = outcome.problem, outcome.index
    w, sharing = problem.workforce, problem.sharing
    pair = np.concatenate([index.pair_of_cell, index.partner_pair])
    employer = np.concatenate([w.post_organisation[w.cell_post], sharing.partner])
    employers = len(w.organisations)
    keys, entry = np.unique(pair * employers + employer, return_inverse=True)
    return Teams(
        cell_entry=entry[: len(w.cell_post)],
        partner_entry=entry[len(w.cell_post) :],
        pair=keys // employers,
        employer=keys % employers,
        to_entries=grouping(entry, len(keys)),
        to_pairs=grouping(keys // employers, len(index.pair_area)),
        to_employers=grouping(keys % employers, employers),
    )


def make_maps(outcome: Outcome, teams: Teams, group_of_package: Ints, groups: int) -> CareMaps:
    """The maps of a plan. ``group_of_package``: (B,)."""
    problem, index = outcome.problem, outcome.index
    periods, near = problem.horizon.size, len(problem.workforce.localities)
    hours, care = _by_class(outcome, group_of_package, groups)
    asked = np.zeros((periods, len(index.pair_area), groups, near))
    at_stake = np.zeros_like(asked)
    for t in range(periods):
        pair, skill, where, given = _given(outcome, t)
        total = np.zeros((problem.care.classes, near))
        np.add.at(total, (skill, where), given)
        mix = quotient(hours[:, :, :, t], hours[:, :, :, t].sum(axis=1, keepdims=True), 0.0)
        np.add.at(asked[t].transpose(0, 2, 1), (pair, where), given[:, None] * mix[skill, :, where])
        share = given / total[skill, where]
        np.add.at(
            at_stake[t].transpose(0, 2, 1), (pair, where), share[:, None] * care[skill, :, where, t]
        )
    flat = (periods, len(index.pair_area), groups * near)
    weeks = problem.horizon.weeks
    return CareMaps(
        asked.reshape(flat),
        at_stake.reshape(flat) * weeks[:, None, None],
        _unmet(outcome, group_of_package, groups).reshape(groups * near, periods).T
        * weeks[:, None],
        _parts(outcome, teams),
    )


def _given(outcome: Outcome, t: int) -> tuple[Ints, Ints, Ints, Floats]:
    """Hours a week of a team to a skill class in a locality: (team, class, locality, hours)."""
    care, index = outcome.problem.care, outcome.index
    work, deployed = outcome["work"][:, :, t], outcome["deployed"][:, t]
    profile = index.pair_profile[index.deploy_pair]
    total = np.zeros((len(outcome.problem.workforce.profiles), work.shape[1]))
    np.add.at(total, care.provider_profile, np.maximum(work, 0.0))
    some = np.flatnonzero(deployed > SPECK)
    entry, provider = np.nonzero(profile[some][:, None] == care.provider_profile[None, :])
    entry = some[entry]
    where = index.deploy_locality[entry]
    given = deployed[entry] * quotient(
        np.maximum(work[provider, where], 0.0), total[profile[entry], where], 0.0
    )
    kept = given > 0
    return (
        index.deploy_pair[entry[kept]],
        care.provider_class[provider[kept]],
        where[kept],
        given[kept],
    )


def _weights(outcome: Outcome) -> Floats:
    care = outcome.problem.care
    return care.minutes / 60.0 * care.severity


def _by_class(outcome: Outcome, group_of: Ints, groups: int) -> tuple[Floats, Floats]:
    """Hours a week needed, and weighted hours of care in them, (Z, G, L, T) each."""
    problem = outcome.problem
    care, hubs, visits = problem.care, problem.hubs, outcome.own_visits
    shape = (care.classes, groups, *visits.shape[1:])
    hours, weighted = np.zeros(shape), np.zeros(shape)
    weight = _weights(outcome)
    able = np.flatnonzero(care.part_class >= 0)
    at = (care.part_class[able], group_of[care.part_package[able]])
    np.add.at(hours, at, visits[able] * care.part_hours()[able][:, :, None])
    each = np.array([weight[list(members)].sum() for members in care.part_members])
    np.add.at(weighted, at, visits[able] * each[able, None, None])
    joint = joint_work(problem)
    package = hubs.offer_package[joint.offer]
    at_hub = (joint.skill, group_of[package], hubs.offer_locality[joint.offer])
    worked = outcome["joint"][joint.offer] * joint.hours[:, None]
    np.add.at(hours, at_hub, worked)
    np.add.at(weighted, at_hub, outcome["joint"][joint.offer] * weight[joint.intervention, None])
    return hours, weighted


def _unmet(outcome: Outcome, group_of: Ints, groups: int) -> Floats:
    """Weighted hours a week that the plan leaves unmet, (G, L, T)."""
    undelivered = outcome["undelivered"] * _weights(outcome)[:, None, None]
    unmet = np.zeros((groups, *undelivered.shape[1:]))
    np.add.at(unmet, group_of[outcome.problem.care.intervention_package], undelivered)
    return unmet


def _parts(outcome: Outcome, teams: Teams) -> Floats:
    """Share of a team's hours in the plan that each employer has, (T, E)."""
    both = np.concatenate([outcome.capacity, outcome.partner_hours])
    hours = np.maximum(0.0, teams.to_entries.sum(both))
    return quotient(hours, teams.to_pairs.sum(hours)[teams.pair], 0.0).T


@dataclass(frozen=True)
class CareOf:
    """Care of a period in some draws."""

    asked: Floats  # (O, D) hours a week asked of each employer
    short: Floats  # (O, D) of them not given
    unmet: Floats  # (G·L, D) weighted hours


def give_care(maps: CareMaps, teams: Teams, t: int, demand: Floats, hours: Floats) -> CareOf:
    """Care given in period t.

    What a team is short of is told of its employers as each is short of its own part of what
    is asked.

    Parameters
    ----------
    demand : (G·L, D) factors.
    hours : (E, D) hours a week of each employer in each team.
    """
    asked = maps.asked[t] @ demand
    there = np.maximum(0.0, teams.to_pairs.sum(hours))
    short = np.maximum(0.0, asked - there)
    short[short <= FORGIVEN * np.maximum(1.0, asked)] = 0.0
    undone = quotient(short, asked, 0.0)
    unmet = demand * (maps.unmet[t][:, None] + maps.at_stake[t].T @ undone)
    own = maps.part[t][:, None] * asked[teams.pair]
    lacking = np.maximum(0.0, own - hours)
    share = quotient(lacking, teams.to_pairs.sum(lacking)[teams.pair], 0.0)
    return CareOf(
        teams.to_employers.sum(own),
        teams.to_employers.sum(share * short[teams.pair]),
        unmet,
    )
