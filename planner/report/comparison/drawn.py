"""The figures of a comparison's charts."""

from __future__ import annotations

import pandas as pd

from planner.compare import Comparison
from planner.compare.decisions import biggest
from planner.compare.differ import that_differ
from planner.report import charts
from planner.report.blocks import DataTable, Figure
from planner.report.comparison import wording as w
from planner.report.names import Names

#: Measures of a skill mix that are drawn over time.
OVER_TIME = ("unmet_need", "visits", "cost")


def differences(
    made: Comparison, plan: str, measure: str, of: str, most: int
) -> tuple[pd.DataFrame, str]:
    """Columns ``thing`` (its name), ``difference``, the largest first; and the unit."""
    table, names = made["measures_compared"], Names(made.named)
    own = table.loc[(table["plan"] == plan) & (table["measure"] == measure) & (table["of"] == of)]
    some = that_differ(own)
    order = some["difference"].abs().sort_values(ascending=False, kind="stable").index[:most]
    some = some.loc[order]
    called = [w.thing(names, of, str(i)) for i in some["thing"]]
    frame = pd.DataFrame({"thing": called, "difference": some["difference"].to_numpy(float)})
    return frame, str(own["unit"].iloc[0]) if len(own) else ""


def decided(made: Comparison, plan: str, most: int) -> pd.DataFrame:
    """Columns ``thing`` (a decision in a few words), ``difference`` (WTE), the largest first."""
    table, names = made["decisions_compared"], Names(made.named)
    found = biggest(table.loc[table["plan"] == plan])
    keys = ["kind", "organisation", "role"]
    sums = found.groupby(keys, as_index=False, sort=True)["difference"].sum()
    order = sums["difference"].abs().sort_values(ascending=False, kind="stable").index[:most]
    rows = [
        {
            "thing": f"{w.capital(r.kind)}: {names.alone('organisations', r.organisation)}, "
            f"{names.alone('roles', r.role)}",
            "difference": float(r.difference),
        }
        for r in sums.loc[order].itertuples(index=False)
    ]
    return pd.DataFrame(rows, columns=["thing", "difference"])


def over_time(made: Comparison) -> list[Figure]:
    """A line for each plan, over the periods that all of them have, at a yearly rate."""
    if made.stage != "skillmix":
        return []
    shared = [p for p in made.plans[0].record.periods if all(p in x.shared for x in made.windows.values())]  # fmt: skip
    if len(shared) < 2:
        return []
    years = next(iter(made.windows.values())).years
    figures = []
    for name in OVER_TIME:
        frame, unit = _lines(made, name, shared, years)
        if frame.empty:
            continue
        title = f"{Names(made.named).measure(name)}, {unit} a year"
        wide = frame.pivot(index="period", columns="plan", values="figure").reindex(shared)[list(made.names)]  # fmt: skip
        listed = wide.map(lambda v, u=unit: w.number(v, u)).rename_axis("Period").reset_index()
        figures.append(
            Figure(
                title,
                charts.plans_over_time(frame, shared, list(made.names)),
                f"Line chart of {title} by period, a line for each plan.",
                DataTable(title, listed.astype("object"), tuple(made.names)),
            )
        )
    return figures


def _lines(
    made: Comparison, measure: str, shared: list[str], years: pd.Series
) -> tuple[pd.DataFrame, str]:
    """Columns ``period``, ``plan``, ``figure`` (a year); empty where no plan differs."""
    table = made["measures_compared"]
    own = table.loc[(table["measure"] == measure) & (table["of"] == "period")]
    own = own.loc[own["thing"].isin(shared)]
    if that_differ(own).empty:
        return pd.DataFrame(), ""
    parts = [own.loc[own["plan"] == made.others[0], ["thing", "before"]].assign(plan=made.first)]
    parts[0] = parts[0].rename(columns={"before": "figure"})
    parts += [
        own.loc[own["plan"] == plan, ["thing", "after"]].assign(plan=plan).rename(columns={"after": "figure"})
        for plan in made.others
    ]  # fmt: skip
    frame = pd.concat(parts, ignore_index=True).rename(columns={"thing": "period"})
    frame["figure"] /= frame["period"].map(years).astype(float)
    return frame, str(own["unit"].iloc[0])
