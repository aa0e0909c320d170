"""Identifiers of a place, and what each profile can do, as the solver counts them."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from planner.place.place import Place
from planner.skillmix.lookup import Lookup


@dataclass(frozen=True)
class Names:
    """Positions of every identifier, and what each profile can do."""

    organisations: Lookup
    localities: Lookup
    roles: Lookup
    profiles: Lookup
    posts: Lookup
    extras: tuple[frozenset[str], ...]  # by profile, competencies beyond the role's core
    skills: tuple[frozenset[str], ...]  # by profile, all competencies


def make_names(place: Place, today: bool) -> Names:
    """Identifiers in the order of the tables; each role's own profile comes first.

    In today's way of working, and where the policy wants no new profiles, only
    profiles that somebody in the staff table has today are there.
    """
    roles = place["roles"]["role"]
    listed = place["profiles"]
    new = listed[~listed["profile"].isin(roles)]
    if today or not place.settings.policy.new_profiles:
        held = _held_profiles(place, new)
        new = new[new["profile"].isin(held)]
    core = _core(place)
    extras = [frozenset[str]()] * len(roles)
    skills = [core.get(role, frozenset()) for role in roles]
    for role, learned in zip(new["role"], new["competencies"], strict=True):
        extras.append(frozenset(learned) - core.get(role, frozenset()))
        skills.append(core.get(role, frozenset()) | frozenset(learned))
    return Names(
        organisations=Lookup(place["organisations"]["organisation"]),
        localities=Lookup(place["localities"]["locality"]),
        roles=Lookup(roles),
        profiles=Lookup([*roles, *new["profile"]]),
        posts=Lookup(place["posts"]["post"]),
        extras=tuple(extras),
        skills=tuple(skills),
    )


def _core(place: Place) -> dict[str, frozenset[str]]:
    listed = place["role_competencies"]
    core = listed[listed["status"] == "core"]
    return {role: frozenset(group) for role, group in core.groupby("role")["competency"]}


def _held_profiles(place: Place, new: pd.DataFrame) -> set[str]:
    """Profiles whose competencies somebody of the role has today."""
    staff = place["staff"]
    held = set()
    for profile, role, learned in zip(
        new["profile"], new["role"], new["competencies"], strict=True
    ):
        people = staff.loc[staff["role"] == role, "competencies"]
        if any(set(learned) <= set(has) for has in people):
            held.add(profile)
    return held
