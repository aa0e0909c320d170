"""Fair shares of nights and weekends.

What is wanted of nights and weekends at a site is shared among those whose own site it is
and who may work it, by their contract hours on the days they are there. A row of cover for
some roles is shared among these; what a row for everybody wants beyond the rows for some
is shared among all others, or among all where there are none. Rows that want a competency
are of people counted elsewhere, and left out. Whoever works nights alone has no share of
them: their contract gives nights first, and the others share what is left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.roster.horizon import Horizon
from planner.roster.people import Person
from planner.roster.shifts import Shift, Slot
from planner.roster.wants import Want


@dataclass(frozen=True)
class Share:
    """A person's fair number of nights, and of weekends worked in whole or part."""

    nights: float = 0.0
    weekends: float = 0.0


def fair_shares(
    people: Sequence[Person],
    wants: Sequence[Want],
    shifts: Mapping[str, Shift],
    horizon: Horizon,
) -> list[Share]:
    """One for each person, in their order."""
    own: dict[str, list[int]] = defaultdict(list)
    for e, person in enumerate(people):
        own[person.site].append(e)
    by_slot: dict[tuple[Slot, int], list[Want]] = defaultdict(list)
    for want in wants:
        if not want.competency:
            by_slot[want.slot, want.day].append(want)
    nights, weekend_days = [0.0] * len(people), [0.0] * len(people)
    for (slot, day), rows in by_slot.items():
        night, weekend = shifts[slot.shift].night, day % 7 >= 5
        if not night and not weekend:
            continue
        near = [e for e in own[slot.site] if not people[e].shifts or slot.shift in people[e].shifts]
        near = [e for e in near if day not in people[e].away]
        for e, share in _shared(rows, near, people).items():
            nights[e] += share * night
            weekend_days[e] += share * weekend
    for site in own:
        _nights_alone(own[site], people, shifts, horizon, nights)
    most = float(horizon.weeks)
    return [Share(n, min(most, d / 2)) for n, d in zip(nights, weekend_days, strict=True)]


def _shared(
    rows: Sequence[Want], near: Sequence[int], people: Sequence[Person]
) -> dict[int, float]:
    """What each of those near takes of the rows of a shift on a day."""
    share: dict[int, float] = defaultdict(float)
    special = [row for row in rows if row.roles]
    wanted, named = 0, set[int]()
    for row in special:
        those = [e for e in near if row.counts(people[e])]
        _divide(row.preferred, those, people, share)
        wanted, named = wanted + row.preferred, named | set(those)
    everybody = max((row.preferred for row in rows if not row.roles), default=0)
    rest = [e for e in near if e not in named] or list(near)
    _divide(max(0, everybody - wanted), rest, people, share)
    return share


def _divide(
    amount: float, among: Sequence[int], people: Sequence[Person], share: dict[int, float]
) -> None:
    hours = sum(people[e].minutes_per_week for e in among)
    for e in among:
        if hours:
            share[e] += amount * people[e].minutes_per_week / hours


def _nights_alone(
    near: Sequence[int],
    people: Sequence[Person],
    shifts: Mapping[str, Shift],
    horizon: Horizon,
    nights: list[float],
) -> None:
    """Take the nights of those who work nothing else off everybody's share, in place."""
    whole = range(horizon.days)
    alone = {
        e: [shifts[name] for name in people[e].shifts]
        for e in near
        if people[e].shifts and all(shifts[name].night for name in people[e].shifts)
    }
    given = sum(
        max(0.0, people[e].contract(whole) - people[e].credit(whole)) / own[0].minutes
        for e, own in alone.items()
    )
    wanted, others = sum(nights[e] for e in near), sum(nights[e] for e in near if e not in alone)
    for e in near:
        if e in alone:
            nights[e] = 0.0
        elif others:
            nights[e] *= max(0.0, wanted - given) / others
