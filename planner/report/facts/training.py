"""Courses: places used and free, and who is on them."""

from __future__ import annotations

import pandas as pd

from planner.plan.plan import Plan

_FLOWS = ["intakes", "places", "used", "completing", "returning", "lost"]


def by_intake(plan: Plan) -> pd.DataFrame:
    """The plan's ``course_places`` with ``free`` (WTE; not a number where places are not
    limited), courses with the most starters first, then those with the most places, each in
    the order of the periods."""
    table = plan["course_places"]
    unlimited = table["limited"] == "no"
    free = (table["places"] - table["used"]).clip(lower=0.0).mask(unlimited)
    order = by_course(plan)["course"].tolist()
    rank = {course: n for n, course in enumerate(order)}
    when = {period: n for n, period in enumerate(plan.record.periods)}
    sorted_ = table.assign(free=free, _c=table["course"].map(rank), _t=table["period"].map(when))
    return sorted_.sort_values(["_c", "_t"], ignore_index=True).drop(columns=["_c", "_t"])


def by_course(plan: Plan) -> pd.DataFrame:
    """Over the horizon: columns ``course``, ``organisation``, ``limited``, ``intakes``,
    ``places``, ``used``, ``free`` (not a number where places are not limited),
    ``completing``, ``returning``, ``lost`` and ``still`` (in training at the end); in the
    order of ``by_intake``."""
    table = plan["course_places"]
    keys = ["course", "organisation", "limited"]
    sums = table.groupby(keys, as_index=False, sort=False)[_FLOWS].sum()
    last = table[table["period"] == plan.record.periods[-1]].set_index("course")["in_training"]
    free = (sums["places"] - sums["used"]).clip(lower=0.0)
    sums.insert(6, "free", free.mask(sums["limited"] == "no"))
    sums["still"] = last.reindex(sums["course"]).fillna(0.0).to_numpy()
    return sums.sort_values(["used", "places"], ascending=False, kind="stable", ignore_index=True)
