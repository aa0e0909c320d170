"""The check of whom teams see and meet, occasion by occasion from the rows of visits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

import pandas as pd

Sums = dict[tuple[str, ...], float]
Occasion = tuple[str, ...]
#: Part of an occasion → role → visits.
Visits = dict[str, dict[str, float]]

_FIGURES = ("people", "joint_visits", "apart", "joint")


def people_and_contacts(
    tables: Mapping[str, pd.DataFrame], role: Mapping[str, str], b: str
) -> dict[str, Sums]:
    """What ``people`` and ``joint_visits`` (by role and period), ``apart`` and ``joint`` (by
    role, other role and period) must add up to over employers. ``b``: the columns' prefix."""
    sums: dict[str, Sums] = {name: defaultdict(float) for name in _FIGURES}
    own = _occasions(tables["visits"], ("package", "pattern"), "part", f"{b}visits", role)
    for period, parts in own:
        _seen(parts, period, sums["people"])
        _met(parts, period, sums["apart"])
    hub = _occasions(tables["hub_work"], ("package", "site"), "intervention", f"{b}times", role)
    for period, parts in hub:
        _seen(parts, period, sums["people"])
        _seen(parts, period, sums["joint_visits"])
        _met(parts, period, sums["joint"])
    return sums


def _occasions(
    frame: pd.DataFrame, of: tuple[str, str], part: str, figure: str, role: Mapping[str, str]
) -> Iterator[tuple[str, Visits]]:
    """Period and visits of every kind of occasion in every locality."""
    found: dict[Occasion, Visits] = {}
    columns = ["period", "locality", *of, part, "profile", figure]
    for *occasion, name, profile, made in frame[columns].itertuples(index=False):
        if made > 0:
            by_role = found.setdefault(tuple(occasion), {}).setdefault(name, {})
            by_role[role[profile]] = by_role.get(role[profile], 0.0) + made
    return ((occasion[0], parts) for occasion, parts in found.items())


def _seen(parts: Visits, period: str, sums: Sums) -> None:
    """Whoever of a role goes twice counts once: as often as to the part it visits most."""
    for name in {role for by_role in parts.values() for role in by_role}:
        sums[name, period] += max(by_role.get(name, 0.0) for by_role in parts.values())


def _met(parts: Visits, period: str, sums: Sums) -> None:
    """Visits of others to a part, as likely as the role goes to another part."""
    share = {
        part: {name: made / sum(by_role.values()) for name, made in by_role.items()}
        for part, by_role in parts.items()
    }
    for name in {role for by_role in parts.values() for role in by_role}:
        for part, by_role in parts.items():
            likely = max(
                (share[other].get(name, 0.0) for other in parts if other != part), default=0.0
            )
            for with_role, theirs in by_role.items():
                if with_role != name and likely > 0:
                    sums[name, with_role, period] += likely * theirs
