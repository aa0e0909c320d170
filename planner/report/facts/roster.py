"""Figures of a roster, from its plan's tables."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import pandas as pd

from planner.plan.plan import Plan
from planner.schema.tables.roster_points import POINTS

_SOME = 1e-6
_MEASURES = {
    "below_minimum": "People missing below minimum cover",
    "beyond_ratio": "Support staff beyond what registrants may have",
    **{name: meaning.rstrip(".") for name, (_, _, meaning) in POINTS.items()},
}
TOTAL = "total"


@dataclass(frozen=True)
class Cover:
    """Shifts are one of a site on a day; people missing are counted once per row of cover."""

    shifts: int
    short_shifts: int
    below_minimum: float
    wanting_shifts: int
    below_preferred: float
    registrants_missing: float


def cover(plan: Plan) -> Cover:
    """How far cover is met over the whole roster; a shift that lacks registrants is short."""
    met, ratios = plan["cover_met"], plan["ratios_met"]
    lacking = ratios.loc[ratios["registrants_missing"] > _SOME]
    below = met.loc[met["below_minimum"] > _SOME]
    return Cover(
        shifts=_shifts(pd.concat([met[_SHIFT], ratios[_SHIFT]])),
        short_shifts=_shifts(pd.concat([below[_SHIFT], lacking[_SHIFT]])),
        below_minimum=float(met["below_minimum"].sum()),
        wanting_shifts=_shifts(met.loc[met["below_preferred"] > _SOME]),
        below_preferred=float(met["below_preferred"].sum()),
        registrants_missing=float(ratios["registrants_missing"].sum()),
    )


_SHIFT = ["site", "shift", "date"]


def _shifts(frame: pd.DataFrame) -> int:
    return len(frame[_SHIFT].drop_duplicates())


def cover_by_shift(plan: Plan) -> pd.DataFrame:
    """By site, shift and who counts, worst first: days, wanted at least, wanted, on duty,
    missing below either, and days short of the minimum."""
    met = plan["cover_met"].assign(days=1.0)
    met["days_short"] = (met["below_minimum"] > _SOME).astype(float)
    figures = ["days", "minimum", "preferred", "on_duty"]
    figures += ["below_minimum", "below_preferred", "days_short"]
    frame = met.groupby(["site", "shift", "who"], as_index=False, sort=False)[figures].sum()
    return frame.sort_values(
        ["below_minimum", "below_preferred"], ascending=False, kind="stable", ignore_index=True
    )


def shortfalls(plan: Plan) -> pd.DataFrame:
    """``shortfalls`` with the most people missing first, then by day."""
    frame = plan["shortfalls"].assign(_less=-plan["shortfalls"]["missing"])
    frame = frame.sort_values(["_less", "date"], kind="stable", ignore_index=True)
    return frame.drop(columns="_less")


def remedies(plan: Plan, cover_row: str, date: str) -> pd.DataFrame:
    """Who could fill a shortfall, and what stands against it."""
    found = plan["remedies"]
    return found.loc[(found["cover"] == cover_row) & (found["date"] == date)]


@dataclass(frozen=True)
class Hours:
    contract: float
    credited: float
    worked: float
    owed: float
    extra: float
    people: int
    owing: int  # people with an hour or more owed


def hours(plan: Plan) -> Hours:
    """Hours of everybody together."""
    people = plan["roster_people"]
    names = ("contract", "credited", "worked", "owed", "extra")
    total = {name: float(people[f"{name}_hours"].sum()) for name in names}
    return Hours(**total, people=len(people), owing=int((people["owed_hours"] >= 1).sum()))


def furthest_from_hours(plan: Plan) -> pd.DataFrame:
    """People who owe or are owed hours, the furthest from their contract first."""
    people = plan["roster_people"]
    away = people.assign(away=people[["owed_hours", "extra_hours"]].max(axis=1))
    away = away.loc[away["away"] > _SOME]
    return away.sort_values("away", ascending=False, kind="stable", ignore_index=True)


def requests(plan: Plan) -> tuple[int, int]:
    """Days with a request, and those on which it is met."""
    people = plan["roster_people"]
    return round(people["asked"].sum()), round(people["met"].sum())


def requests_not_met(plan: Plan) -> pd.DataFrame:
    asked = plan["requests_met"]
    return asked.loc[asked["met"] == "no"].sort_values(["date", "person"], ignore_index=True)


def with_people(plan: Plan, frame: pd.DataFrame) -> pd.DataFrame:
    """Rows with a ``person``, with that person's ``organisation`` and ``role``; empty of people
    who are not on the roster."""
    own = plan["roster_people"].drop_duplicates("person").set_index("person")
    found = {name: frame["person"].map(own[name]).fillna("") for name in ("organisation", "role")}
    return frame.assign(**found)


@dataclass(frozen=True)
class Fairness:
    """``average`` and ``most`` are how far people are from their fair share; ``who`` is
    furthest, ``above`` whether by having more."""

    average: float
    most: float
    who: str
    above: bool


def fairness(plan: Plan, what: str) -> Fairness | None:
    """Of ``nights`` or ``weekends``; None where there are none to share."""
    frame = shares(plan, what)
    if frame.empty:
        return None
    away = frame["away"].abs()
    row: Any = frame.loc[away.idxmax()]
    return Fairness(float(away.mean()), float(abs(row.away)), row.person, row.away > 0)


def shares(plan: Plan, what: str) -> pd.DataFrame:
    """Who shares the ``nights`` or ``weekends``, with ``away``, how many more they have than
    a fair share; most first. Whoever works nights alone has no share of them and is left out."""
    people = plan["roster_people"]
    some = people.loc[people[f"fair_{what}"] > _SOME]
    frame = some.assign(away=some[what] - some[f"fair_{what}"])
    return frame.sort_values("away", ascending=False, kind="stable", ignore_index=True)


def changes(plan: Plan) -> pd.DataFrame:
    """Published days that change, those inside the notice period first."""
    return plan["roster_changes"].sort_values(
        ["in_notice", "date", "person"], ascending=[False, True, True], ignore_index=True
    )


def measures(plan: Plan) -> pd.DataFrame:
    """``roster_measures`` without its total, the heaviest first."""
    frame = plan["roster_measures"]
    frame = frame.loc[frame["measure"] != TOTAL]
    return frame.sort_values("points", ascending=False, kind="stable", ignore_index=True)


def measure_words(measure: str) -> str:
    """A measure in words."""
    return _MEASURES.get(measure, measure.replace("_", " ").capitalize())


def points(plan: Plan) -> tuple[float, float | None]:
    """All points of the roster, and how few any roster must have; None where that is not known."""
    frame = plan["roster_measures"]
    stated = frame.loc[frame["measure"] == TOTAL, "points"]
    total = float(stated.iloc[0]) if len(stated) else float(frame["points"].sum())
    bound = plan.record.limits.get("bound")
    if not isinstance(bound, int | float) or not math.isfinite(bound):
        return total, None
    return total, float(bound)
