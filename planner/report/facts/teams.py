"""A day in the life of a team: today, today carried forward, and in the plan.

A team is an organisation's staff of one role. *Today* is the baseline in the first period,
*carried forward* the baseline in the last, *plan* the plan in the last.
"""

from __future__ import annotations

import pandas as pd

from planner.plan.plan import Plan
from planner.report.facts.remembered import remembered
from planner.report.horizon import periods_of, weeks_by_period

TEAM = ["organisation", "role"]
WHEN = ("today", "carried", "plan")

#: Less than this of a team's time a day, in hours, is no use of a competency: one minute.
_A_MINUTE = 1 / 60
#: Smaller teams than this are seen as no team, in WTE.
_TEAM_WTE = 0.05

_PER_DAY = ("visits", "joint_visits", "people")
_HOURS = ("visit_hours", "travel_hours", "other_hours", "rest_hours")


def moments(plan: Plan, frame: pd.DataFrame, keys: list[str], figure: str) -> pd.DataFrame:
    """A flow of teams a day: index ``keys``, columns ``WHEN``."""
    first, last = plan.record.periods[0], plan.record.periods[-1]
    days = weeks_by_period(plan) * 7
    at = {
        "today": (first, f"baseline_{figure}"),
        "carried": (last, f"baseline_{figure}"),
        "plan": (last, figure),
    }
    columns = {
        when: frame.loc[frame["period"] == period].groupby(keys)[column].sum() / days[period]
        for when, (period, column) in at.items()
    }
    return pd.DataFrame(columns, columns=list(WHEN)).fillna(0.0)


def days(plan: Plan) -> pd.DataFrame:
    """Every team that has staff at any of the three, those that change most first.

    Columns ``organisation``, ``role``, ``changed`` (hours a day with people spent on other
    competencies than today carried forward), ``new`` (as ``new_share``); then, each with ``_today``,
    ``_carried`` and ``_plan``: ``staff`` and ``learned`` (WTE), ``visits``, ``joint_visits``
    and ``people`` (a day), and hours a week of one WTE: ``visit_hours``, ``travel_hours``,
    ``other_hours``, ``rest_hours``.
    """
    table = plan["team_days"]
    staff = _level(plan, table, "staff")
    parts = {"staff": staff, "learned": _level(plan, table, "learned")}
    parts |= {name: moments(plan, table, TEAM, name) for name in _PER_DAY}
    one = staff.where(staff > _TEAM_WTE)
    for name in _HOURS:
        parts[name] = 7 * moments(plan, table, TEAM, name).reindex(staff.index) / one
    frame = pd.DataFrame(index=staff.index)
    frame["changed"] = _changed(plan).reindex(staff.index)
    frame["new"] = new_share(plan).reindex(staff.index)
    for name, values in parts.items():
        for when in WHEN:
            frame[f"{name}_{when}"] = values[when].reindex(staff.index)
    frame = frame.loc[(staff > _TEAM_WTE).any(axis=1)].fillna(0.0)
    order = frame["changed"].sort_values(ascending=False, kind="stable").index
    return frame.loc[order].reset_index()


def _level(plan: Plan, table: pd.DataFrame, figure: str) -> pd.DataFrame:
    lasts = table["period"].map(weeks_by_period(plan) * 7).astype(float)
    flow = table.assign(**{c: table[c] * lasts for c in _both(figure)})
    return moments(plan, flow, TEAM, figure)


def _both(figure: str) -> tuple[str, str]:
    return figure, f"baseline_{figure}"


@remembered
def _used(plan: Plan) -> pd.DataFrame:
    """Hours a day by team and competency."""
    return moments(plan, plan["team_competencies"], [*TEAM, "competency"], "hours")


def _changed(plan: Plan) -> pd.Series:
    used = _used(plan)
    return (used["plan"] - used["carried"]).abs().groupby(TEAM).sum()


def competencies(plan: Plan, organisation: str, role: str) -> pd.DataFrame:
    """A team's competencies in the plan or today: index ``competency``, columns ``WHEN``
    (hours a day with people), ``new`` where they are not used today; the most used in the
    plan first."""
    used = _used(plan)
    if (organisation, role) not in used.index.droplevel("competency"):
        return pd.DataFrame(columns=[*WHEN, "new"])
    own = used.xs((organisation, role), level=TEAM)
    own = own.loc[(own[["today", "plan"]] >= _A_MINUTE).any(axis=1)]
    own = own.assign(new=(own["today"] < _A_MINUTE) & (own["plan"] >= _A_MINUTE))
    return own.sort_values("plan", ascending=False, kind="stable")


def new_share(plan: Plan) -> pd.Series:
    """Of the competencies a team uses in the plan, each counted for the time it is used, the
    share that it does not use today; by team."""
    used = _used(plan)
    new = used["plan"].where((used["today"] < _A_MINUTE) & (used["plan"] >= _A_MINUTE), 0.0)
    whole = used["plan"].groupby(TEAM).sum()
    return (new.groupby(TEAM).sum() / whole.where(whole > 0)).fillna(0.0)


def company(plan: Plan, organisation: str, role: str) -> pd.DataFrame:
    """Other roles whose visits fall on the occasions of a team's: columns ``with_role``,
    ``today``, ``carried``, ``plan`` (visits a day, apart) and ``joint`` (a day in the plan,
    made together from hubs), the most first."""
    own = plan["team_contacts"]
    own = own.loc[(own["organisation"] == organisation) & (own["role"] == role)]
    apart = moments(plan, own, ["with_role"], "apart")
    joint = moments(plan, own, ["with_role"], "joint")["plan"].rename("joint")
    both = apart.join(joint, how="outer").fillna(0.0)
    order = both[["today", "plan", "joint"]].max(axis=1).sort_values(ascending=False, kind="stable")
    return both.loc[order.index].rename_axis("with_role").reset_index()


def shared_with(plan: Plan, organisation: str, role: str) -> pd.DataFrame:
    """Who of the team is another's, or works for another, at the end: columns ``employer``,
    ``organisation``, ``arrangement``, ``wte`` and ``baseline_wte``."""
    table = plan["employment"]
    now = (table["period"] == plan.record.periods[-1]) & (table["role"] == role)
    ours = (table["organisation"] == organisation) | (table["employer"] == organisation)
    lent = table.loc[now & ours & (table["arrangement"] != "") & (table["wte"] >= _TEAM_WTE)]
    return lent[["employer", "organisation", "arrangement", "wte", "baseline_wte"]]


def qualified_lately(plan: Plan) -> pd.Series:
    """WTE who completed a course into each team in the last year of the plan, by team."""
    late, months = [], 0
    for period in reversed(periods_of(plan)):
        if months < 12:
            late.append(period.label)
        months += period.months
    moves = plan["moves"]
    done = moves.loc[(moves["kind"] == "training_completion") & moves["period"].isin(late)]
    sums = done.groupby(["to_organisation", "to_role"])["wte"].sum()
    return sums.rename_axis(TEAM)
