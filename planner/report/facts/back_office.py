"""Who does whose back office, what that saves, and whom it displaces."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from planner.plan.plan import Plan
from planner.report.horizon import periods_of

PEOPLE = ["displaced", "joining", "redeployed", "retrained", "released"]


@dataclass(frozen=True)
class Shared:
    """The back office of a place at a glance.

    ``functions`` (of ``organisations``) that ``hosts`` do at the end; ``saving`` k£ a year
    in the last period, net of what hosting costs the hosts and of moves in that period;
    people over the horizon, WTE.
    """

    functions: int
    organisations: int
    hosts: int
    saving: float
    displaced: float
    released: float


def shared(plan: Plan) -> Shared | None:
    """None where the plan has no back office."""
    table = plan["back_office"]
    if not len(table):
        return None
    moved = served_at_the_end(plan)
    money = plan["money"]
    last = money[(money["line"] == "back_office") & (money["period"] == plan.record.periods[-1])]
    saved = float((last["baseline_amount"] - last["amount"]).sum())
    return Shared(
        functions=len(moved),
        organisations=moved["organisation"].nunique(),
        hosts=moved["served_by"].nunique(),
        saving=saved / _last_years(plan),
        displaced=float(table["displaced"].sum()),
        released=float(table["released"].sum()),
    )


def served_at_the_end(plan: Plan) -> pd.DataFrame:
    """Functions that a host does at the end: columns ``function``, ``served_by``,
    ``organisation``, ``since`` (period), ``saving`` (k£ a year in the last period, of whoever
    is served, before what hosting costs the host), and ``PEOPLE`` (WTE over the horizon)."""
    table = plan["back_office"]
    keys = ["function", "served_by", "organisation"]
    moved = table[table["served_by"] != ""]
    place = {label: t for t, label in enumerate(plan.record.periods)}
    moved = moved.assign(at=moved["period"].map(place))
    first = moved.sort_values("at").drop_duplicates(keys).set_index(keys)
    people = moved.groupby(keys)[PEOPLE].sum()
    end = moved[moved["period"] == plan.record.periods[-1]].set_index(keys)
    since = first["period"].reindex(end.index)
    saving = (end["baseline_cost"] - end["cost"]) / _last_years(plan)
    frame = pd.DataFrame({"since": since, "saving": saving}).join(people)
    return frame.reset_index().sort_values(keys, ignore_index=True)


def _last_years(plan: Plan) -> float:
    return periods_of(plan)[-1].years
