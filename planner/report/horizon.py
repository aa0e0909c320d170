"""The periods of a plan, with their lengths, from its record alone."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from planner.place.periods import Period, add_months, label_of
from planner.plan.plan import Plan

_WEEKS_A_YEAR = 365.25 / 7


def periods_of(plan: Plan) -> tuple[Period, ...]:
    """The plan's periods; a label that is no quarter's is taken for a year."""
    start = dt.date.fromisoformat(plan.record.start)
    periods = []
    offset = 0
    for label in plan.record.periods:
        first = add_months(start, offset)
        months = 3 if label == label_of(first, 3) else 12
        periods.append(Period(label, first, months, offset))
        offset += months
    return tuple(periods)


def years_of(plan: Plan) -> float:
    """Length of the whole horizon."""
    return sum(period.years for period in periods_of(plan))


def weeks_by_period(plan: Plan) -> pd.Series:
    """Weeks in each period, by label."""
    return pd.Series({p.label: p.years * _WEEKS_A_YEAR for p in periods_of(plan)})


def averaged(plan: Plan, frame: pd.DataFrame, by: list[str], figures: list[str]) -> pd.DataFrame:
    """Figures of a frame with a period, on average over the horizon, added up by some of its
    columns."""
    weeks = weeks_by_period(plan)
    share = weeks.reindex(frame["period"]).to_numpy(float) / weeks.sum()
    means = frame.assign(**{name: frame[name] * share for name in figures})
    return means.groupby(by, as_index=False)[figures].sum()


def financial_year(period: Period) -> str:
    """``2027/28``: the financial year, April to March, that the period starts in."""
    year = period.start.year if period.start.month >= 4 else period.start.year - 1
    return f"{year}/{(year + 1) % 100:02d}"


def span(plan: Plan) -> str:
    """``2027Q2 to 2029/30``."""
    first, last = plan.record.periods[0], plan.record.periods[-1]
    return first if first == last else f"{first} to {last}"
