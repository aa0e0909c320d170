"""The measures of a skill mix that are compared. A new one is a line in ``SKILLMIX``."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from planner.compare.measures import Measure, Reckoned, mean, total, within
from planner.compare.window import Window
from planner.plan.plan import Plan
from planner.report.facts.care import all_visits, home_visits


def place_measures(before: Plan, after: Plan) -> Sequence[Measure]:
    """What the priorities measure: over the shared periods, and in each of them."""
    units = {
        name: unit
        for plan in (after, before)
        for name, unit in zip(*(plan["measures"][c] for c in ("measure", "unit")), strict=True)
    }
    return [
        Measure(name, of, unit, _of_place(name, of))
        for name, unit in units.items()
        for of in ("", "period")
    ]


def _of_place(name: str, by: str) -> Reckoned:
    def figures(plan: Plan, window: Window) -> pd.Series:
        table = plan["measures"]
        return total(within(table.loc[table["measure"] == name], window), by, "value")

    return figures


def _summed(table: str, by: str, figure: str) -> Reckoned:
    return lambda plan, window: total(within(plan[table], window), by, figure)


def _averaged(table: str, by: str, figure: str) -> Reckoned:
    return lambda plan, window: mean(plan[table], window, by, figure)


def _unmet_by_theme(plan: Plan, window: Window) -> pd.Series:
    need, themes = within(plan["need"], window), plan.labels.get("theme", {})
    theme = [themes.get(group, group) for group in need["need_group"]]
    return total(need.assign(theme=theme), "theme", "unmet_hours")


def _visits(by: str) -> Reckoned:
    return lambda plan, window: total(within(all_visits(plan), window), by, "visits")


def _home_visits(plan: Plan, window: Window) -> pd.Series:
    return total(within(home_visits(plan), window), "locality", "visits")


def _drawn(plan: Plan, window: Window) -> pd.Series:
    moves = plan["moves"]
    return total(within(moves.loc[moves["kind"] == "drawn_away"], window), "organisation", "wte")


SKILLMIX: tuple[Measure, ...] = (
    Measure("unmet need", "theme", "weighted hours", _unmet_by_theme),
    Measure("unmet need", "locality", "weighted hours", _summed("need", "locality", "unmet_hours")),
    Measure("visits", "setting", "visits", _visits("setting")),
    Measure("home visits", "locality", "visits", _home_visits),
    Measure("staff in post, mean", "organisation", "WTE", _averaged("workforce", "organisation", "in_post")),
    Measure("staff in post, mean", "role", "WTE", _averaged("workforce", "role", "in_post")),
    Measure("vacancy, mean", "organisation", "WTE", _averaged("workforce", "organisation", "vacancy")),
    Measure("destabilisation", "organisation", "weighted WTE-years", _summed("destabilisation", "organisation", "weighted")),
    Measure("drawn away by partners", "organisation", "WTE", _drawn),
    Measure("cost", "organisation", "k£", _summed("money", "organisation", "amount")),
    Measure("cost", "fund", "k£", _summed("funds", "fund", "amount")),
    Measure("cost", "line", "k£", _summed("money", "line", "amount")),
    Measure("change", "organisation", "WTE", _summed("change", "organisation", "people")),
)  # fmt: skip
