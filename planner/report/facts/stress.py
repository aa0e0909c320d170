"""Facts of a skill-mix plan played against chance."""

from __future__ import annotations

import pandas as pd

from planner.plan.plan import Plan
from planner.report.horizon import periods_of, weeks_by_period

#: Limit → what it is called to readers; in this order.
LIMITS = {
    "vacancy_ceiling": "Some posts above their vacancy ceiling",
    "vacancy_together": "All posts together above their vacancy ceilings",
    "vacancy_limit": "Some posts above the vacancy they may never have",
    "budget": "Above budget",
    "need": "Too much of the hours asked not given",
}
SOURCES = {
    "demand": "Demand",
    "turnover": "Turnover",
    "chance": "Chance of who leaves",
    "recruitment": "Recruitment",
    "completion": "Course completion",
}
POLICIES = {"rigid": "As the plan hires", "refill": "Hiring back up"}
BANDS = ("planned", "p5", "p25", "p50", "p75", "p95")


def employers_beyond(plan: Plan) -> pd.DataFrame:
    """By limit: employers beyond it in a period, on average over periods, in the plan
    (``planned``) and expected under each policy; employers that have the limit (``employers``)."""
    table = plan["stress_breaches"]
    some = table[(table["organisation"] != "") & (table["period"] != "")]
    periods = len(plan.record.periods)
    rows = []
    for limit in LIMITS:
        own = some[some["limit"] == limit]
        if own.empty:
            continue
        row: dict[str, object] = {"limit": limit, "employers": own["organisation"].nunique()}
        for policy in POLICIES:
            of = own[own["policy"] == policy]
            row[policy] = float(of["probability"].sum()) / periods
            row["planned"] = float((of["planned"] == "yes").sum()) / periods
        rows.append(row)
    return pd.DataFrame(rows)


def ever(plan: Plan, policy: str) -> pd.DataFrame:
    """Probability that an employer is beyond each limit in any period: a row an employer, a
    column a limit; 0 where it has no such limit. The likeliest beyond any first."""
    table = plan["stress_breaches"]
    own = table[(table["policy"] == policy) & (table["period"] == "")]
    own = own[own["organisation"] != ""]
    wide = own.pivot(index="organisation", columns="limit", values="probability").fillna(0.0)
    return wide.sort_values("any", ascending=False, kind="stable")


def by_period(plan: Plan, policy: str, limit: str) -> pd.DataFrame:
    """``organisation``, ``period``, ``probability``, employers most at risk first."""
    table = plan["stress_breaches"]
    own = table[(table["policy"] == policy) & (table["limit"] == limit)]
    own = own[(own["organisation"] != "") & (own["period"] != "")]
    risk = own.groupby("organisation")["probability"].mean()
    order = risk.sort_values(ascending=False, kind="stable").index
    place = {name: at for at, name in enumerate(order)}
    found = own.assign(place=own["organisation"].map(place))
    return found.sort_values("place", kind="stable")[["organisation", "period", "probability"]]


def figure(
    plan: Plan, measure: str, organisation: str = "", *, a_year: bool = False
) -> pd.DataFrame:
    """Bands of a measure by policy and period, in the order of the periods; ``a_year``: amounts
    of a period as if it went on for a year."""
    table = plan["stress_bands"]
    own = table[(table["measure"] == measure) & (table["organisation"] == organisation)]
    return _of_a_year(plan, own) if a_year else own.reset_index(drop=True)


def unmet(plan: Plan, theme: str = "") -> pd.DataFrame:
    """Bands of unmet need, weighted hours a week."""
    table = plan["stress_need"]
    own = table[table["theme"] == theme].reset_index(drop=True)
    weeks = weeks_by_period(plan).reindex(own["period"]).to_numpy(float)
    return own.assign(**{name: own[name] / weeks for name in (*BANDS, "mean")})


def _of_a_year(plan: Plan, frame: pd.DataFrame) -> pd.DataFrame:
    years = pd.Series({p.label: p.years for p in periods_of(plan)})
    share = years.reindex(frame["period"]).to_numpy(float)
    scaled = {name: frame[name].to_numpy(float) / share for name in (*BANDS, "mean")}
    return frame.assign(**scaled).reset_index(drop=True)


def drivers(plan: Plan) -> pd.DataFrame:
    """By policy and limit: rank correlation of each source, mean over the employers for which
    the limit may go either way (likely in 1 to 99 of 100 draws)."""
    table = plan["stress_drivers"]
    open_ = table[(table["probability"] >= 0.01) & (table["probability"] <= 0.99)]
    wide = open_.pivot_table(
        index=["policy", "limit"], columns="source", values="correlation", aggfunc="mean"
    )
    counted = open_.groupby(["policy", "limit"])["organisation"].nunique()
    order = [(p, lim) for p in POLICIES for lim in LIMITS if (p, lim) in wide.index]
    return wide.reindex(order).assign(employers=counted.reindex(order)).reset_index()


def strongest(plan: Plan, organisation: str, limit: str, policy: str) -> str:
    """The source that goes most with a limit of an employer; blank where none does."""
    table = plan["stress_drivers"]
    own = table[
        (table["organisation"] == organisation)
        & (table["limit"] == limit)
        & (table["policy"] == policy)
    ]
    if own.empty:
        return ""
    at = own["correlation"].abs().to_numpy().argmax()
    row = own.iloc[int(at)]
    return f"{SOURCES[row['source']]} ({row['correlation']:+.2f})".replace("-", "−")
