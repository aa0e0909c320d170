"""The measures of assignments, rosters and rotations that are compared. A new one is a line."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from planner.compare.measures import Measure, Reckoned, total, within
from planner.compare.window import Window
from planner.plan.plan import Plan


def _whole(table: str, by: str, figure: str) -> Reckoned:
    return lambda plan, _: total(plan[table], by, figure)


def _in_periods(table: str, by: str, figure: str) -> Reckoned:
    return lambda plan, window: total(within(plan[table], window), by, figure)


def _on_days(
    table: str, by: str, figure: str, some: Callable[[pd.DataFrame], pd.DataFrame] = lambda f: f
) -> Reckoned:
    def figures(plan: Plan, window: Window) -> pd.Series:
        frame = some(plan[table])
        return total(frame.loc[frame["date"].isin(window.days)], by, figure)

    return figures


def _in_blocks(table: str, by: str, figure: str, home: str = "") -> Reckoned:
    def figures(plan: Plan, window: Window) -> pd.Series:
        frame, dates = plan[table], plan["block_dates"]
        begins = frame["block"].map(dict(zip(dates["block"], dates["begins"], strict=True)))
        some = frame.assign(begins=begins).loc[begins.isin(window.shared)]
        return total(some.loc[some["home"] == home] if home else some, by, figure)

    return figures


def _asked(plan: Plan, window: Window) -> pd.Series:
    """Requests that are not met, by kind."""
    asked = plan["requests_met"]
    refused = asked.loc[(asked["met"] == "no") & asked["date"].isin(window.days)]
    return refused.groupby("kind").size().astype("float64")


ASSIGNMENT: tuple[Measure, ...] = (
    Measure("measure", "measure", "as stated", _whole("assignment_measures", "measure", "value"), whole=True),
    Measure("shortfall, summed over periods", "organisation", "WTE", _in_periods("targets_met", "organisation", "shortfall")),
    Measure("people who come to other posts", "organisation", "people", _whole("team_changes", "organisation", "move"), whole=True),
    Measure("people who learn", "organisation", "people", _whole("team_changes", "organisation", "learn"), whole=True),
    Measure("hours away on courses, summed over periods", "organisation", "WTE", _in_periods("backfill", "organisation", "away")),
    Measure("course places taken", "course", "WTE", _whole("intakes", "course", "taken"), whole=True),
)  # fmt: skip

ROSTER: tuple[Measure, ...] = (
    Measure("points", "measure", "points", _whole("roster_measures", "measure", "points"), whole=True),
    Measure("amount", "measure", "as stated", _whole("roster_measures", "measure", "amount"), whole=True),
    Measure("people missing below minimum cover", "site", "people", _on_days("cover_met", "site", "below_minimum")),
    Measure("people missing below preferred cover", "site", "people", _on_days("cover_met", "site", "below_preferred")),
    Measure("hours worked", "site", "hours", _on_days("duties", "site", "hours")),
    Measure("hours worked", "organisation", "hours", _on_days("duties", "organisation", "hours")),
    Measure("requests refused", "kind", "requests", _asked),
)  # fmt: skip

ROTATION: tuple[Measure, ...] = (
    Measure("net loss at home", "begins", "WTE", _in_blocks("employer_balance", "begins", "net_loss_wte", "yes")),
    Measure("WTE missing at posts, summed over blocks", "organisation", "WTE", _in_blocks("post_cover", "organisation", "missing")),
    Measure("WTE that it has, summed over blocks", "organisation", "WTE", _in_blocks("employer_balance", "organisation", "has_wte")),
    Measure("cost", "organisation", "k£", _whole("rotation_money", "organisation", "amount"), whole=True),
    Measure("burden", "person", "minutes a day × blocks", _whole("rotation_people", "person", "burden"), whole=True),
    Measure("changes of post", "", "changes", _whole("rotation_people", "", "moves"), whole=True),
)  # fmt: skip
