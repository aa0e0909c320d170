"""Arrangements between employers at the end of a plan."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from planner.plan.plan import Plan


@dataclass(frozen=True)
class Partners:
    """How many of the arrangements that are ``listed`` run at the end, by kind, and the staff
    (WTE) who then work for another organisation than their employer."""

    listed: int
    agreements: int
    joint_posts: int
    rotations: int
    lent: float


def partners(plan: Plan) -> Partners | None:
    """None where the place lists no arrangements."""
    listed = plan.labels.get("arrangements")
    if not listed:
        return None
    table, last = plan["arrangements"], plan.record.periods[-1]
    kinds = table.loc[(table["period"] == last) & (table["runs"] > 0.5), "kind"].value_counts()
    return Partners(
        listed=len(listed),
        agreements=int(kinds.get("agreement", 0)),
        joint_posts=int(kinds.get("joint_post", 0)),
        rotations=int(kinds.get("rotation", 0)),
        lent=float(lent_at_the_end(plan)["wte"].sum()),
    )


def lent_at_the_end(plan: Plan) -> pd.DataFrame:
    """The rows of ``employment`` of who works for another by some arrangement, last period."""
    table = plan["employment"]
    last = table["period"] == plan.record.periods[-1]
    return table[last & (table["arrangement"] != "") & (table["wte"] > 0)]
