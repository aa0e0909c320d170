"""Fragile services: who runs each, and what is bought of it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from planner.plan.plan import Plan
from planner.report.horizon import periods_of, weeks_by_period

#: Less than this many hours over a period are nothing bought.
SPECK = 1e-3


@dataclass(frozen=True)
class Services:
    """Fragile services at the end of a plan.

    How many have an ``own`` team, are ``bought``, or are given by nobody (``neither``); ``hours`` a week
    bought then, and their ``cost`` in k£ a year.
    """

    own: int
    bought: int
    neither: int
    hours: float
    cost: float


def services(plan: Plan) -> Services | None:
    """None where the place has no fragile services."""
    table = plan["fragile_services"]
    if not len(table):
        return None
    last = periods_of(plan)[-1]
    end = table[table["period"] == last.label]
    own, bought = end["own"] > 0.5, end["bought_hours"] > SPECK
    return Services(
        own=int(own.sum()),
        bought=int((bought & ~own).sum()),
        neither=int((~bought & ~own).sum()),
        hours=float(end["bought_hours"].sum()) / last.weeks,
        cost=float(end["cost"].sum()) / last.years,
    )


def by_service(plan: Plan) -> pd.DataFrame:
    """A row for each service: ``service``; ``run_by``, in words; ``minimum_team``, ``team`` and
    ``baseline_team`` (WTE in the last period); ``own_hours``, ``bought_hours`` and
    ``baseline_hours`` (of both, a week in the last period); ``cost`` (k£ over the plan)."""
    table = plan["fragile_services"]
    labels = plan.record.periods
    weeks = weeks_by_period(plan)[labels[-1]]
    place = {label: t for t, label in enumerate(labels)}
    rows = []
    for service, mine in table.groupby("service", sort=False):
        ordered = mine.assign(at=mine["period"].map(place)).sort_values("at")
        end = ordered.iloc[-1]
        rows.append(
            {
                "service": service,
                "run_by": _run_by(ordered),
                "minimum_team": end["minimum_team"],
                "team": end["team"],
                "baseline_team": end["baseline_team"],
                "own_hours": end["own_hours"] / weeks,
                "bought_hours": end["bought_hours"] / weeks,
                "baseline_hours": (end["baseline_own_hours"] + end["baseline_bought_hours"])
                / weeks,
                "cost": ordered["cost"].sum(),
            }
        )
    return pd.DataFrame(rows)


def _run_by(ordered: pd.DataFrame) -> str:
    """Who runs a service over its periods, which changes once at most."""
    own = (ordered["own"] > 0.5).to_numpy()
    bought = ordered.loc[~own, "bought_hours"].sum() > SPECK
    other = "bought" if bought else "given by nobody"
    if own.all() or not own.any():
        return "own team" if own.all() else other
    since = ordered["period"].iloc[int((own != own[0]).argmax())]
    return f"own team, from {since} {other}" if own[0] else f"{other}, from {since} own team"
