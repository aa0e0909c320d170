"""Who draws staff from whom, with the small ones taken together."""

from __future__ import annotations

import pandas as pd

from planner.plan.plan import Plan
from planner.report.facts.workforce import draws

#: What stands for organisations that are not shown by themselves.
OTHERS = ""


def between(plan: Plan, most: int) -> pd.DataFrame:
    """Columns ``organisation`` (loses), ``to_organisation`` (hires), ``wte`` and
    ``baseline_wte`` over the horizon, the largest first. On each side the ``most`` largest
    stand by themselves, all others as ``OTHERS``; nothing is left out."""
    keys = ["organisation", "to_organisation"]
    table = draws(plan).groupby(keys, as_index=False)[["wte", "baseline_wte"]].sum()
    for side in keys:
        sums = table.groupby(side)["wte"].sum().sort_values(ascending=False, kind="stable")
        if len(sums) > most + 1:
            kept = set(sums.index[:most])
            table[side] = [i if i in kept else OTHERS for i in table[side]]
    sums = table.groupby(keys, as_index=False)[["wte", "baseline_wte"]].sum()
    return sums.sort_values("wte", ascending=False, kind="stable", ignore_index=True)


def balance(plan: Plan) -> pd.DataFrame:
    """Each organisation over the horizon: columns ``organisation``, ``lost`` and ``drawn`` (to
    and from partners), ``net`` (drawn less lost) and their baselines, in WTE; who loses most on
    balance first."""
    table = draws(plan)
    sides = {}
    for name, side in (("lost", "organisation"), ("drawn", "to_organisation")):
        sums = table.groupby(side)[["wte", "baseline_wte"]].sum()
        sides[name], sides[f"baseline_{name}"] = sums["wte"], sums["baseline_wte"]
    frame = pd.DataFrame(sides).fillna(0.0).rename_axis("organisation").reset_index()
    for b in ("", "baseline_"):
        frame[f"{b}net"] = frame[f"{b}drawn"] - frame[f"{b}lost"]
    return frame.sort_values("net", kind="stable", ignore_index=True)
