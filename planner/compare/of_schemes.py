"""The measures of rotation schemes that were set side by side, compared scheme by scheme."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from planner.compare.measures import Measure, Reckoned
from planner.compare.window import Window
from planner.plan.plan import Plan


def scheme_measures(before: Plan, after: Plan) -> Sequence[Measure]:
    """Each measure by scheme, of the schemes that both plans could plan."""
    both = set(before["scheme_measures"]["scheme"]) & set(after["scheme_measures"]["scheme"])
    units = {
        name: unit
        for plan in (after, before)
        for name, unit in zip(
            *(plan["scheme_measures"][c] for c in ("measure", "unit")), strict=True
        )
    }
    return [Measure(name, "scheme", unit, _by_scheme(name, both)) for name, unit in units.items()]


def _by_scheme(name: str, schemes: set[str]) -> Reckoned:
    def figures(plan: Plan, window: Window) -> pd.Series:
        table = plan["scheme_measures"]
        some = table.loc[(table["measure"] == name) & table["scheme"].isin(schemes)]
        return some.set_index("scheme")["value"]

    return figures
