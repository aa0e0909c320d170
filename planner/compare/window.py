"""The periods that two plans have in common."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from planner.place.periods import add_months
from planner.plan.plan import Plan
from planner.report.horizon import periods_of

DAYS_A_YEAR = 365.25


@dataclass(frozen=True)
class Stretch:
    """A period, block or week: from its first day up to, not including, ``ends``; ``years`` long."""

    begins: dt.date
    ends: dt.date
    years: float


@dataclass(frozen=True)
class Window:
    """Periods of two plans by label.

    Attributes
    ----------
    before, after : label → when, of each plan.
    """

    before: Mapping[str, Stretch]
    after: Mapping[str, Stretch]

    @cached_property
    def shared(self) -> tuple[str, ...]:
        """Labels that both have at the same dates, in their order."""
        return tuple(x for x, when in self.before.items() if self.after.get(x) == when)

    @property
    def same(self) -> bool:
        """Whether the plans have the same periods throughout."""
        return self.before == self.after

    @property
    def years(self) -> pd.Series:
        """Length of the shared periods in years, by label."""
        return pd.Series({x: self.before[x].years for x in self.shared}, dtype="float64")

    @cached_property
    def days(self) -> frozenset[str]:
        """Every day of the shared periods."""
        stretches = [self.before[x] for x in self.shared]
        return frozenset(
            (s.begins + dt.timedelta(days)).isoformat()
            for s in stretches
            for days in range((s.ends - s.begins).days)
        )

    def rows(self) -> list[dict[str, Any]]:
        """Of table ``periods_compared``, without the plan."""
        labels = dict.fromkeys([*self.before, *self.after])
        shared = set(self.shared)
        return [
            {
                "period": label,
                "before": _yes(label in self.before),
                "after": _yes(label in self.after),
                "compared": _yes(label in shared),
            }
            for label in labels
        ]


def window_of(before: Plan, after: Plan) -> Window:
    """What the two plans have in common; periods are alike by label and dates."""
    return Window(_stretches(before), _stretches(after))


def _stretches(plan: Plan) -> dict[str, Stretch]:
    stage = plan.record.stage
    if stage == "roster":
        return {label: _of_days(label, 7) for label in plan.record.periods}
    if stage == "rotation":
        dates = plan["block_dates"]
        return {
            begins: _of_days(begins, (_date(ends) - _date(begins)).days + 1)
            for begins, ends in zip(dates["begins"], dates["ends"], strict=True)
        }
    return {
        p.label: Stretch(p.start, add_months(p.start, p.months), p.years) for p in periods_of(plan)
    }


def _of_days(begins: str, days: int) -> Stretch:
    first = _date(begins)
    return Stretch(first, first + dt.timedelta(days), days / DAYS_A_YEAR)


def _date(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def _yes(is_so: bool) -> str:
    return "yes" if is_so else "no"
