"""Whose hours visits are made in: employers' shares of each profile's work in a locality."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.skillmix.frames import SPECK
from planner.skillmix.row_sums import groups, matches
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Floats, Ints


@dataclass(frozen=True)
class Shares:
    """What of a profile's work in a locality an employer does (rows ``G``). Over the employers
    that serve the locality shares add up to one, in every period and of every profile that
    anybody there has hours of."""

    organisation: Ints  # (G,)
    profile: Ints  # (G,)
    locality: Ints  # (G,)
    share: Floats  # (G, T)


def make_shares(outcome: Outcome) -> Shares:
    """Hours for visits go to a locality from areas as the outcome deploys them; within an area
    from every employer in proportion to the hours that it has of the profile, those of staff
    shared with it among them."""
    w, index = outcome.problem.workforce, outcome.index
    sharing = outcome.problem.sharing
    owner = np.concatenate([w.post_organisation[w.cell_post], sharing.partner])
    pair = np.concatenate([index.pair_of_cell, index.partner_pair])
    hours = np.concatenate([outcome.capacity, outcome.partner_hours]).clip(min=0.0)
    held = np.zeros((len(index.pair_area), hours.shape[1]))
    np.add.at(held, pair, hours)
    of_pair = np.divide(hours, held[pair], out=np.zeros_like(hours), where=held[pair] > SPECK)

    there = _by_profile_and_place(outcome, held)
    route, entry = matches(index.deploy_pair, pair)
    (organisation, profile, locality), group = groups(
        (owner[entry], index.pair_profile[index.deploy_pair[route]], index.deploy_locality[route])
    )
    share = np.zeros((len(profile), hours.shape[1]))
    np.add.at(share, group, there[route] * of_pair[entry])
    return Shares(organisation, profile, locality, share)


def _by_profile_and_place(outcome: Outcome, held: Floats) -> Floats:
    """Share of the hours of each profile in each locality that comes from each area, by route
    (``deploy_pair``); where none go, as the areas have them."""
    w, index = outcome.problem.workforce, outcome.index
    near = (index.pair_profile[index.deploy_pair], index.deploy_locality)
    result = np.zeros_like(outcome["deployed"])
    left = np.ones(result.shape, bool)
    for hours in (outcome["deployed"].clip(min=0.0), held[index.deploy_pair]):
        total = np.zeros((len(w.profiles), len(w.localities), hours.shape[1]))
        np.add.at(total, near, hours)
        some = left & (total[near] > SPECK)
        result[some] = (hours / np.maximum(total[near], SPECK))[some]
        left &= ~some
    return result


@dataclass(frozen=True)
class RoleShares:
    """What of a role's work in a locality an employer does (rows ``H``)."""

    organisation: Ints  # (H,)
    role: Ints  # (H,)
    locality: Ints  # (H,)
    share: Floats  # (H, T)


def role_shares(shares: Shares, profile_role: Ints, done: Floats) -> RoleShares:
    """Shares of roles, of what their profiles do, (P, L, T)."""
    (organisation, role, locality), which = groups(
        (shares.organisation, profile_role[shares.profile], shares.locality)
    )
    own = np.zeros((len(role), done.shape[2]))
    np.add.at(own, which, done[shares.profile, shares.locality] * shares.share)
    whole = np.zeros((len(profile_role), *done.shape[1:]))
    np.add.at(whole, (role, locality), own)
    all_ = whole[role, locality]
    share = np.divide(own, all_, out=np.zeros_like(own), where=all_ > 0)
    return RoleShares(organisation, role, locality, share)
