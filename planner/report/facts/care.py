"""What people get: need met, visits, and visits in which several things are done."""

from __future__ import annotations

import pandas as pd

from planner.plan.parts import split
from planner.plan.plan import Plan
from planner.report.figures import Pair
from planner.report.horizon import averaged, weeks_by_period, years_of
from planner.report.names import Names

VISITS = ["visits", "baseline_visits"]


def pair(frame: pd.DataFrame, name: str) -> Pair:
    """The sums of a figure and of its baseline."""
    return Pair(float(frame[name].sum()), float(frame[f"baseline_{name}"].sum()))


def need_met(plan: Plan) -> Pair:
    """Share of the times care falls due at which it is given, over the horizon."""
    need = plan["need"]
    due, given = pair(need, "due"), pair(need, "given")
    return Pair(_share(given.plan, due.plan), _share(given.baseline, due.baseline))


def _share(part: float, whole: float) -> float:
    return part / whole if whole > 0 else 1.0


def all_visits(plan: Plan) -> pd.DataFrame:
    """Visits of the place's own staff, joint ones from hubs among them, and of neighbours:
    columns ``locality``, ``package``, ``setting``, ``period`` and ``VISITS``."""
    columns = ["locality", "package", "setting", "period", *VISITS]
    joint = plan["hub_visits"].assign(setting="home")
    made = [plan["visits"], joint, plan["bought_visits"]]
    some = [frame[columns] for frame in made if len(frame)]
    return pd.concat(some, ignore_index=True) if some else plan["visits"][columns]


def home_visits(plan: Plan) -> pd.DataFrame:
    """The rows of ``all_visits`` that are at home."""
    visits = all_visits(plan)
    return visits.loc[visits["setting"] == "home"]


def home_visits_per_1000(plan: Plan) -> Pair | None:
    """Home visits per 1,000 people and year; None where the population is not known."""
    people = sum(float(number) for number in plan.labels.get("population", {}).values())
    if people <= 0:
        return None
    factor = 1000 / people / years_of(plan)
    visits = pair(home_visits(plan), "visits")
    return Pair(visits.plan * factor, visits.baseline * factor)


def home_visits_by_locality(plan: Plan) -> pd.DataFrame:
    """Columns ``locality``, ``people``, ``visits``, ``baseline_visits`` (home visits per
    1,000 people and year; of localities whose population is known)."""
    names = Names(plan)
    sums = home_visits(plan).groupby("locality", as_index=False)[VISITS].sum()
    sums.insert(1, "people", [names.number("population", i) for i in sums["locality"]])
    known = sums.loc[sums["people"] > 0].reset_index(drop=True)
    known[VISITS] = known[VISITS].mul(1000 / known["people"] / years_of(plan), axis=0)
    return known


def visits_by_package(plan: Plan) -> pd.DataFrame:
    """Columns ``package``, ``setting``, ``visits``, ``baseline_visits`` (a week), those with
    the largest difference first."""
    sums = all_visits(plan).groupby(["package", "setting"], as_index=False)[VISITS].sum()
    sums[VISITS] = sums[VISITS] / weeks_by_period(plan).sum()
    order = (sums["visits"] - sums["baseline_visits"]).abs().sort_values(ascending=False).index
    return sums.loc[order].reset_index(drop=True)


def home_visits_a_week(plan: Plan) -> pd.DataFrame:
    """Columns ``period``, ``visits``, ``baseline_visits`` (home visits a week)."""
    weeks = weeks_by_period(plan)
    sums = home_visits(plan).groupby("period")[VISITS].sum().reindex(weeks.index, fill_value=0.0)
    return sums.div(weeks, axis=0).rename_axis("period").reset_index()


def merged_visits(plan: Plan) -> pd.DataFrame:
    """Visits in which the place's own staff give two or more interventions, by who gives them.

    Columns ``profile``, ``visits``, ``baseline_visits`` (over the horizon) and ``together``
    (interventions given in such a visit of the plan, on average; of the baseline where the
    plan has none). Those that grow most come first.
    """
    visits = plan["visits"]
    several = visits.assign(together=_interventions(plan))
    several = several.loc[several["together"] > 1]
    given = several["together"].to_numpy()[:, None] * several[VISITS].to_numpy()
    several = several.assign(given=given[:, 0], baseline_given=given[:, 1])
    columns = [*VISITS, "given", "baseline_given"]
    sums = several.groupby("profile", as_index=False)[columns].sum()
    seen = sums["visits"].where(sums["visits"] > 0, sums["baseline_visits"])
    done = sums["given"].where(sums["visits"] > 0, sums["baseline_given"])
    sums["together"] = done / seen.where(seen > 0, 1.0)
    result = sums[["profile", *VISITS, "together"]]
    gain = result["visits"] - result["baseline_visits"]
    order = gain.sort_values(ascending=False, kind="stable").index
    return result.loc[order].reset_index(drop=True)


def interventions_of(plan: Plan) -> dict[tuple[str, str], list[str]]:
    """(package, part) → the interventions of that visit, for every visit of the plan."""
    known = plan["need"][["package", "intervention"]].drop_duplicates()
    names = {package: list(own) for package, own in known.groupby("package")["intervention"]}
    parts = plan["visits"][["package", "part"]].drop_duplicates()
    return {
        (package, part): split(part, names.get(package, []))
        for package, part in parts.itertuples(index=False)
    }


def _interventions(plan: Plan) -> pd.Series:
    """How many interventions each row of visits is of."""
    visits, of = plan["visits"], interventions_of(plan)
    # Text columns are slow to walk one value at a time; arrays of objects are not.
    keys = zip(visits["package"].to_numpy(object), visits["part"].to_numpy(object), strict=True)
    return pd.Series([len(of[key]) for key in keys], index=visits.index, dtype="int64")


def border_flows(plan: Plan) -> pd.DataFrame:
    """People who cross the place's border, by outside place.

    Columns ``outside``, ``served_outside`` (residents served there) and ``from_outside``
    (its people served here), on average over the horizon; the largest first.
    """
    figures = ["served_outside", "from_outside"]
    sums = averaged(plan, plan["flows"], ["outside"], figures)
    order = sums[figures].sum(axis=1).sort_values(ascending=False, kind="stable").index
    return sums.loc[order].reset_index(drop=True)


def unmet_hours_by(plan: Plan, column: str) -> pd.DataFrame:
    """Columns ``column``, ``unmet_hours``, ``baseline_unmet_hours`` (severity-weighted hours a
    week), ``due`` and ``unmet`` with baselines (times a week). ``column``: "theme",
    "locality", "package" or "period"."""
    need = plan["need"]
    if column == "theme":
        names = Names(plan)
        themes = {group: names.theme(group) for group in need["need_group"].unique()}
        need = need.assign(theme=need["need_group"].map(themes))
    figures = [f"{b}{name}" for name in ("unmet_hours", "due", "unmet") for b in ("", "baseline_")]
    sums = need.groupby(column)[figures].sum()
    if column == "period":
        weeks = weeks_by_period(plan)
        sums = sums.reindex(weeks.index, fill_value=0.0).div(weeks, axis=0)
        return sums.rename_axis("period").reset_index()
    sums = sums / weeks_by_period(plan).sum()
    return sums.sort_values("unmet_hours", ascending=False).reset_index()
