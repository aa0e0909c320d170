"""Where several visits became one: by the competencies that come together in one person."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

import pandas as pd

from planner.plan.plan import Plan
from planner.report.facts.care import VISITS, interventions_of
from planner.report.facts.remembered import remembered
from planner.report.horizon import weeks_by_period


def by_competencies(plan: Plan) -> pd.DataFrame:
    """Visits of the place's own staff that need competencies of two or more interventions, by
    what those competencies are.

    Columns ``competencies`` (tuple of names), ``visits`` and ``baseline_visits`` (a week, over
    the horizon), ``given_by`` (profiles, most visits first), ``packages`` (likewise) and
    ``instead`` (profiles that give the same interventions on separate visits in the baseline,
    most visits first); those that grow most first. Empty where the plan does not know what
    competencies interventions need.
    """
    rows = _with_competencies(plan)
    columns = ["competencies", *VISITS, "given_by", "packages", "instead"]
    if not len(rows):
        return pd.DataFrame(columns=columns)
    weeks = weeks_by_period(plan).sum()
    sums = rows.groupby("competencies", sort=False)[VISITS].sum() / weeks
    apart, of_each = _apart(plan), dict(list(rows.groupby("competencies", sort=False)))
    sums["given_by"] = [_most(of_each[c], "profile") for c in sums.index]
    sums["packages"] = [_most(of_each[c], "package") for c in sums.index]
    sums["instead"] = [_instead(of_each[c], apart) for c in sums.index]
    gain = sums["visits"] - sums["baseline_visits"]
    order = gain.sort_values(ascending=False, kind="stable").index
    return sums.loc[order].reset_index()[columns]


def pairs(plan: Plan, most: int) -> pd.DataFrame:
    """Visits in which one person uses both of two competencies that no single intervention of
    the visit needs together.

    Columns ``one`` and ``other`` (names, each pair both ways), ``visits``, ``baseline_visits``
    and ``more`` (a week, over the horizon); of the ``most`` competencies that gain most, in
    that order.
    """
    rows = _with_competencies(plan)
    weeks = weeks_by_period(plan).sum()
    sums: dict[tuple[str, str], list[float]] = {}
    by_set = rows.groupby(["competencies", "each"], sort=False)[VISITS].sum() / weeks
    for (together, each), made in zip(by_set.index, by_set.to_numpy(), strict=True):
        for one, other in itertools.permutations(together, 2):
            if not any(one in needs and other in needs for needs in each):
                pair = sums.setdefault((one, other), [0.0, 0.0])
                pair[0] += made[0]
                pair[1] += made[1]
    table = pd.DataFrame(
        [(*key, *made) for key, made in sums.items()], columns=["one", "other", *VISITS]
    )
    table["more"] = table["visits"] - table["baseline_visits"]
    gains = table.groupby("one")["more"].sum().sort_values(ascending=False, kind="stable")
    order = {name: at for at, name in enumerate(gains.index[:most])}
    kept = table[table["one"].isin(order) & table["other"].isin(order)]
    ranked = kept.assign(_a=kept["one"].map(order), _b=kept["other"].map(order))
    return ranked.sort_values(["_a", "_b"], ignore_index=True).drop(columns=["_a", "_b"])


@remembered
def _with_competencies(plan: Plan) -> pd.DataFrame:
    """Visits of two or more interventions whose competencies are not all one intervention's,
    with ``competencies``, ``interventions`` and ``each`` (tuples; each: what each needs)."""
    visits = plan["visits"]
    needed = plan.labels.get("intervention_competencies", {})
    found = []
    for (package, part), names in interventions_of(plan).items():
        each = [set(_listed(needed.get(f"{package}/{name}", ""))) for name in names]
        together = set().union(*each) if each else set()
        if len(names) > 1 and len(together) > max(len(one) for one in each):
            needs = tuple(tuple(sorted(one)) for one in each)
            found.append((package, part, tuple(sorted(together)), tuple(names), needs))
    columns = ["package", "part", "competencies", "interventions", "each"]
    known = pd.DataFrame(found, columns=columns)
    return visits.merge(known, on=["package", "part"])


def _listed(text: str) -> list[str]:
    return [word for word in text.split("; ") if word]


def _most(rows: pd.DataFrame, column: str) -> list[str]:
    """Values of a column of visits, the most visits of the plan first."""
    sums = rows.groupby(column, sort=False)[VISITS].sum()
    figure = "visits" if sums["visits"].sum() > 0 else "baseline_visits"
    top = sums.loc[sums[figure] > 0, figure].sort_values(ascending=False, kind="stable")
    return [str(name) for name in top.index]


def _apart(plan: Plan) -> Mapping[tuple[str, str], pd.Series]:
    """(package, intervention) → baseline visits of it alone, by profile."""
    alone = plan["visits"].loc[plan["visits"]["baseline_visits"] > 0]
    sums = alone.groupby(["package", "part", "profile"])["baseline_visits"].sum()
    return {
        key: group.droplevel(["package", "part"])
        for key, group in sums.groupby(level=["package", "part"])
    }


def _instead(rows: pd.DataFrame, apart: Mapping[tuple[str, str], pd.Series]) -> list[str]:
    """Profiles that give the interventions of visits one by one in the baseline."""
    parts = rows[["package", "interventions"]].drop_duplicates()
    each = [
        apart[package, name]
        for package, names in parts.itertuples(index=False)
        for name in names
        if (package, name) in apart
    ]
    if not each:
        return []
    sums = pd.concat(each).groupby(level=0).sum().sort_values(ascending=False, kind="stable")
    return [str(name) for name in sums.index]
