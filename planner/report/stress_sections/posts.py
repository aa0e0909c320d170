"""Groups of posts most at risk of a vacancy above their ceiling."""

from __future__ import annotations

import pandas as pd

from planner.plan.plan import Plan
from planner.report.blocks import DataTable, PageSection, bounded, keyed
from planner.report.facts import stress
from planner.report.figures import percent, wte
from planner.report.names import Names

_ROWS = 40


def section(plan: Plan) -> PageSection | None:
    table = plan["stress_posts"]
    if table.empty:
        return None
    periods, names = len(plan.record.periods), Names(plan)
    keys = ["post", "organisation", "role"]
    sums = table.groupby([*keys, "policy"], sort=False)[["probability", "above"]].sum() / periods
    wide = sums.unstack("policy").fillna(0.0)
    wide = wide.sort_values(("above", "rigid"), ascending=False, kind="stable").reset_index()
    shown: dict[str, object] = {
        "Employer": [names.organisation(o) for o in wide["organisation"]],
        "Role": [names.role(r) for r in wide["role"]],
        "Posts": wide["post"],
    }
    right = []
    for policy, words in stress.POLICIES.items():
        if ("above", policy) in wide.columns:
            shown[f"{words}: probability"] = [percent(v, 0) for v in wide["probability", policy]]
            shown[f"{words}: WTE above"] = [wte(v, 2) for v in wide["above", policy]]
            right += [f"{words}: probability", f"{words}: WTE above"]
    frame = pd.DataFrame(shown, dtype="object")
    whose = keyed(pd.DataFrame({name: wide[name] for name in ("organisation", "role")}))
    note = "On average over the periods; WTE above the ceiling over all draws."
    made = bounded(
        DataTable("Posts at risk", frame, tuple(right), note, keys=whose), _ROWS, "groups of posts"
    )
    lead = "Groups of posts whose vacancy is most above their own ceiling."
    return PageSection("posts", "Posts at risk", lead, [made])
