"""What would help most, as figures and sentences."""

from __future__ import annotations

import pandas as pd

from planner.plan.plan import Plan
from planner.report.figures import money, telling, wte
from planner.report.names import Names
from planner.report.suppression import suppress_below
from solvers.skillmix.limit_words import LIMITS

_LIMIT = {limit.name: limit for limit in LIMITS}
_PARTS = {1.0: "One more", 0.1: "A tenth of one more", 0.01: "A hundredth of one more"}
#: What the figure of a measure counts, where the measure's unit does not say it.
_OF = {
    "unmet_need": "weighted hours of unmet need",
    "destabilisation": "weighted WTE-years of destabilisation",
    "visits": "home visits",
    "change": "WTE of change for staff",
    "released": "WTE of redundancies",
    "vacancy": "WTE-years of vacancy",
}


def helped_priorities(plan: Plan) -> list[str]:
    """Priorities that some limit holds back, in their order."""
    there = set(plan["bottlenecks"]["priority"])
    return [p.name for p in plan.record.priorities if p.name in there]


def best_of_each_kind(plan: Plan, priority: str) -> pd.DataFrame:
    """The rows of a priority that save most, one for each kind of limit, largest first."""
    table = plan["bottlenecks"]
    mine = table[table["priority"] == priority].sort_values("saves", ascending=False, kind="stable")
    return mine.drop_duplicates("limit")


def best(plan: Plan, priority: str, most: int) -> pd.DataFrame:
    """So many rows of a priority: the largest of each kind, then the largest of the others."""
    first = best_of_each_kind(plan, priority)
    table = plan["bottlenecks"]
    rest = table[(table["priority"] == priority) & ~table.index.isin(first.index)]
    rest = rest.sort_values("saves", ascending=False, kind="stable")
    return pd.concat([first, rest]).head(most)


def one_more(names: Names, row: pd.Series) -> str:
    """``One more place on Wound care (C1)``; a part of it where that is what was measured."""
    limit = _LIMIT[row["limit"]]
    words = {
        "organisation": names.organisation(row["organisation"]),
        "post": row["post"],
        "role": names.role(row["role"]),
        "profile": names.profile(row["profile"]),
        "item": _item(names, row["limit"], row["item"]),
        "locality": names.locality(row["locality"]),
    }
    part = _PARTS.get(row["raised_by"], f"{telling(row['raised_by'])} more of one")
    return f"{part} {limit.one.format(**words)}"


def when(row: pd.Series) -> str:
    """``2027Q3``; a fund lapses with the financial year, so its period stands for that."""
    yearly = "financial year" in _LIMIT[row["limit"]].axes
    return f"the financial year of {row['period']}" if yearly else str(row["period"])


def saved(row: pd.Series) -> str:
    """What raising the limit as it was raised saves, with its unit."""
    amount = row["saves"] * row["raised_by"]
    if row["saves_unit"] == "k£":
        return money(amount) if amount >= 1.0 else f"£{telling(1000 * amount)}"
    unit = _OF.get(row["priority"], row["saves_unit"])
    figure = wte(amount) if "WTE" in unit and suppress_below() else telling(amount)
    return f"{figure} {unit}"


def sentence(names: Names, row: pd.Series) -> str:
    return f"{one_more(names, row)} in {when(row)} saves {saved(row)}."


def _item(names: Names, limit: str, item: str) -> str:
    named = {"course places": names.course, "funds": names.fund, "lower acuity": names.package}
    return named[limit](item) if limit in named else item
