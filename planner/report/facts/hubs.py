"""Hubs of a plan: which open when, how full they are, and what goes out from them."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from planner.plan.plan import Plan
from planner.report.horizon import weeks_by_period


@dataclass(frozen=True)
class Together:
    """Hubs at a glance.

    Of ``hubs`` so many are ``open`` at the end, with ``desks`` of which ``used`` are in use
    then; over the horizon ``visits`` joint visits, in which ``times`` interventions are given,
    each by somebody with its competencies; ``cost`` k£ over the horizon.
    """

    hubs: int
    open: int
    desks: float
    used: float
    visits: float
    times: float
    cost: float


def together(plan: Plan) -> Together | None:
    """None where the place has no hubs, and none that may open."""
    table = plan["hubs"]
    if not len(table):
        return None
    end = table[(table["period"] == plan.record.periods[-1]) & (table["open"] > 0.5)]
    return Together(
        hubs=table["site"].nunique(),
        open=len(end),
        desks=float(end["desks"].sum()),
        used=float(end["desks_used"].sum()),
        visits=float(table["visits"].sum()),
        times=float(plan["hub_work"]["times"].sum()),
        cost=float(table["cost"].sum()),
    )


def by_hub(plan: Plan) -> pd.DataFrame:
    """Columns ``site``, ``organisation``, ``since`` (first period open; blank: never),
    ``desks``, ``used`` (desks in the last period), ``visits`` (joint visits a week in the
    last period) and ``cost`` (k£ over the horizon), in the order of the plan's table."""
    table, last = plan["hubs"], plan.record.periods[-1]
    place = {label: t for t, label in enumerate(plan.record.periods)}
    opened = table[table["open"] > 0.5]
    opened = opened.assign(at=opened["period"].map(place)).sort_values("at", kind="stable")
    first = opened.drop_duplicates("site").set_index("site")["period"]
    end = table[table["period"] == last].set_index("site")
    frame = pd.DataFrame(
        {
            "organisation": table.groupby("site", sort=False)["organisation"].first(),
            "desks": table.groupby("site", sort=False)["desks"].max(),
            "cost": table.groupby("site", sort=False)["cost"].sum(),
        }
    )
    frame["since"] = first.reindex(frame.index).fillna("")
    frame["used"] = end["desks_used"].reindex(frame.index, fill_value=0.0)
    weeks = float(weeks_by_period(plan)[last])
    frame["visits"] = end["visits"].reindex(frame.index, fill_value=0.0) / weeks
    return frame.rename_axis("site").reset_index()


def by_package(plan: Plan) -> pd.DataFrame:
    """Columns ``package``, ``visits`` (joint visits over the horizon) and ``together`` (interventions
    in one, on average), most visits first."""
    visits = plan["hub_visits"].groupby("package")["visits"].sum()
    times = plan["hub_work"].groupby("package")["times"].sum()
    frame = pd.DataFrame({"visits": visits[visits > 0]})
    frame["together"] = times.reindex(frame.index, fill_value=0.0) / frame["visits"]
    order = frame["visits"].sort_values(ascending=False, kind="stable").index
    return frame.loc[order].rename_axis("package").reset_index()
