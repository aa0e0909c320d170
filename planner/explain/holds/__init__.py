"""What holds a plan, table by table: each cell that could be another one, and its rows.

A new one is one function here and one line in ``EVERY``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from planner.explain.holds import (
    arrangements,
    courses,
    money,
    pins,
    policy,
    posts,
    profiles,
    readiness,
    recruitment,
)
from planner.explain.holds.base import Ground, PlacedHold

EVERY: tuple[Callable[[Ground], Iterator[PlacedHold]], ...] = (
    recruitment.supply,
    recruitment.lead,
    recruitment.draws,
    posts.funded,
    posts.decided,
    posts.vacancy,
    posts.over,
    posts.release,
    posts.short_time,
    posts.agency,
    courses.places,
    courses.supervisors,
    courses.transfers,
    money.budgets,
    money.overspends,
    money.funds,
    readiness.employers,
    readiness.teams,
    profiles.teams,
    profiles.fragile_services,
    arrangements.capacity,
    arrangements.fewest,
    arrangements.no_net_loss,
    pins.pins,
    policy.over_establishment,
    policy.frozen_periods,
)


def every_hold(ground: Ground) -> list[PlacedHold]:
    """Every hold of a place that has rows, in the order of the tables above."""
    return [hold for of in EVERY for hold in of(ground) if any(len(w.rows) for w in hold.hold.ways)]
