"""Need, packages and patterns of visits of a place as the solver's care."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from planner.place.place import Place
from planner.skillmix.lookup import Lookup
from planner.skillmix.moves import ints
from planner.skillmix.names import Names
from planner.skillmix.need import people_in_need
from solvers.skillmix.patterns import Members, feasible_parts, partitions
from solvers.skillmix.problem import Care, Floats, FragileServices, Horizon, Workforce

Able = Callable[[Members], frozenset[int]]


def make_care(
    place: Place,
    names: Names,
    workforce: Workforce,
    horizon: Horizon,
    fragile: FragileServices,
    today: bool,
) -> Care:
    """What falls due, and every set of visits in which it can be given."""
    packages, interventions = place["packages"], place["interventions"]
    package_names = Lookup(packages["package"])
    package_of = package_names.all(interventions["package"])
    able = _able_today(place, names, workforce) if today else _able(place, names, workforce)
    able = _with_neighbours(place, able, fragile, today)
    parts, classes, patterns, part_package = _patterns(len(packages), package_of, able)
    providers = [(z, p) for who, z in classes.items() for p in sorted(who)]
    alternative = package_names.all(packages["alternative_to"])
    due, shift_max, ratio = _due(place, names, horizon, alternative, today)
    minutes, carers = interventions["minutes"].to_numpy(float), ints(interventions["carers"])
    return Care(
        packages=package_names.names,
        interventions=tuple(interventions["intervention"]),
        at_home=(packages["setting"] == "home").to_numpy(bool),
        intervention_package=package_of,
        minutes=minutes * carers,
        carers=carers,
        severity=interventions["severity"].to_numpy(float),
        due=due,
        alternative_of=alternative if not today else np.full(len(packages), -1),
        shift_ratio=ratio,
        shift_max=shift_max,
        travel=travel_minutes(place, names),
        pattern_package=ints([package for package, _ in patterns]),
        pattern_parts=tuple(chosen for _, chosen in patterns),
        part_package=ints(part_package),
        part_members=tuple(members for members, _ in parts),
        part_class=ints([classes[who] if who else -1 for _, who in parts]),
        part_single=ints([m[0] if len(m) == 1 else -1 for m, _ in parts]),
        provider_class=ints([z for z, _ in providers]),
        provider_profile=ints([p for _, p in providers]),
        classes=len(classes),
    )


def _patterns(
    n_packages: int, package_of: np.ndarray, able: Able
) -> tuple[
    list[tuple[Members, frozenset[int]]],
    dict[frozenset[int], int],
    list[tuple[int, tuple[int, ...]]],
    list[int],
]:
    """Parts with whose profiles can give them, skill classes, patterns, and each part's package."""
    parts: list[tuple[Members, frozenset[int]]] = []
    part_package: list[int] = []
    classes: dict[frozenset[int], int] = {}
    patterns: list[tuple[int, tuple[int, ...]]] = []
    for package in range(n_packages):
        members = [int(i) for i in np.flatnonzero(package_of == package)]
        feasible = feasible_parts(members, able)
        chosen = partitions(members, feasible)
        used = sorted({part for pattern in chosen for part in pattern})
        at = {part: len(parts) + k for k, part in enumerate(used)}
        for part in used:
            staff = frozenset(p for p in feasible[part] if p >= 0)
            parts.append((part, staff))
            part_package.append(package)
            if staff:
                classes.setdefault(staff, len(classes))
        patterns += [(package, tuple(at[part] for part in pattern)) for pattern in chosen]
    return parts, classes, patterns, part_package


def _able(place: Place, names: Names, workforce: Workforce) -> Able:
    """Profiles with all the competencies, among those somebody may work in."""
    needed = [frozenset(c) for c in place["interventions"]["competencies"]]
    present = sorted({int(p) for p in workforce.cell_profile})

    def able(members: Members) -> frozenset[int]:
        wanted = frozenset().union(*(needed[i] for i in members))
        return frozenset(p for p in present if wanted <= names.skills[p])

    return able


def _able_today(place: Place, names: Names, workforce: Workforce) -> Able:
    """As ``_able``, but each profession visits by itself."""
    able = _able(place, names, workforce)
    profession = place["interventions"]["profession"].tolist()
    group = place["roles"]["staff_group"].tolist()
    group_of = [group[role] for role in workforce.profile_role]

    def able_today(members: Members) -> frozenset[int]:
        professions = {profession[i] for i in members}
        if len(professions) > 1:
            return frozenset()
        return frozenset(p for p in able(members) if group_of[p] in professions)

    return able_today


def _with_neighbours(place: Place, able: Able, fragile: FragileServices, today: bool) -> Able:
    """As ``able``, and the neighbours who can make the visit, below nought.

    Whether visits are better made as one depends on them: one that a neighbour can make is
    not the same as one that only staff can.
    """
    may = fragile.may_buy()
    if today:
        may = may & ~fragile.own_today[:, None]
    profession = place["interventions"]["profession"].tolist()

    def with_neighbours(members: Members) -> frozenset[int]:
        some = list(members)
        if today and len({profession[i] for i in some}) > 1:
            return able(members)
        sellers = np.flatnonzero(may[:, some].all(axis=1))
        return able(members) | {-1 - int(s) for s in sellers}

    return with_neighbours


def _due(
    place: Place, names: Names, horizon: Horizon, alternative: np.ndarray, today: bool
) -> tuple[Floats, Floats, Floats]:
    """Occasions a week due and most that may be shifted, (B, L, T); shift ratio (B,).

    An alternative falls due only as far as people are shifted to it.
    """
    packages = place["packages"]
    groups = Lookup(place["need_groups"]["need_group"])
    people = people_in_need(place, names, horizon)[groups.all(packages["need_group"])]
    contacts = packages["contacts_per_week"].to_numpy(float)
    occasions = people * contacts[:, None, None]
    instead = alternative >= 0
    share = np.where(instead, packages["alternative_share_max"].to_numpy(float), 0.0)
    shift_max = occasions * share[:, None, None] * (0.0 if today else 1.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(instead & (contacts > 0), contacts[alternative] / contacts, 0.0)
    due = np.where(instead[:, None, None], 0.0, occasions)
    return due, shift_max, ratio


def travel_minutes(place: Place, names: Names) -> Floats:
    """Minutes of travel per home visit by locality, (L,)."""
    minutes = np.full(len(names.localities), place.settings.policy.travel_minutes)
    table = place["travel"]
    within = table[table["from_locality"] == table["to_locality"]]
    minutes[names.localities.all(within["from_locality"])] = within["minutes"].to_numpy(float)
    return minutes
