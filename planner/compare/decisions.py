"""Amounts that two plans decide on otherwise: establishment, hires, courses, transfers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from planner.compare.differ import side_by_side, that_differ
from planner.compare.measures import within
from planner.compare.window import Window
from planner.plan.plan import Plan

#: What names a decision, besides its kind.
KEY = ("organisation", "role", "profile", "to", "via", "period")

#: Kinds whose figure is how much there is in a period; the others' is how much happens in it.
LEVELS = frozenset({"establishment", "arrangement staff"})


@dataclass(frozen=True)
class Amount:
    """A decision about an amount: where it stands in a plan.

    Attributes
    ----------
    columns : column of the key → column of the table; the others are blank.
    where : only rows in which these columns hold these values.
    """

    kind: str
    table: str
    figure: str
    columns: Mapping[str, str]
    where: Mapping[str, str] = field(default_factory=dict)
    unit: str = "WTE"


_ORGANISATION = {"organisation": "organisation", "role": "role"}
_MOVE = {**_ORGANISATION, "via": "via"}

AMOUNTS: tuple[Amount, ...] = (
    Amount("establishment", "workforce", "establishment", _ORGANISATION),
    Amount("hires", "moves", "wte", {**_MOVE, "profile": "profile"}, {"kind": "hire"}),
    Amount(
        "course starts", "moves", "wte", {**_MOVE, "profile": "to_profile"},
        {"kind": "training_start"},
    ),
    Amount(
        "transfers", "moves", "wte", {**_MOVE, "profile": "profile", "to": "to_organisation"},
        {"kind": "transfer"},
    ),
    Amount("released", "moves", "wte", {**_MOVE, "profile": "profile"}, {"kind": "release"}),
    Amount(
        "arrangement staff", "arrangements", "wte",
        {"organisation": "organisation", "via": "arrangement"},
    ),
)  # fmt: skip


def decision_rows(before: Plan, after: Plan, window: Window) -> list[dict[str, Any]]:
    """Rows of table ``decisions_compared``, without the plan; none for other stages."""
    if before.record.stage != "skillmix":
        return []
    rows = []
    for amount in AMOUNTS:
        both = that_differ(
            side_by_side(_amounts(before, amount, window), _amounts(after, amount, window))
        )
        told = both.rename_axis(list(KEY)).reset_index()
        order = {label: n for n, label in enumerate(window.shared)}
        told = told.sort_values(
            [*KEY[:-1], "period"],
            key=lambda c: c.map(order) if c.name == "period" else c,
            kind="stable",
        )
        rows += [
            {"kind": amount.kind, "unit": amount.unit, **row} for row in told.to_dict("records")
        ]
    return rows


def _amounts(plan: Plan, amount: Amount, window: Window) -> pd.Series:
    """The figure of a plan by ``KEY``, in the shared periods."""
    frame = within(plan[amount.table], window)
    for column, value in amount.where.items():
        frame = frame.loc[frame[column] == value]
    columns = {**amount.columns, "period": "period"}
    key = pd.DataFrame({k: frame[columns[k]] if k in columns else "" for k in KEY}, dtype="object")
    return frame[amount.figure].groupby([key[k] for k in KEY]).sum()


def biggest(decisions: pd.DataFrame) -> pd.DataFrame:
    """Decisions with their periods together, the largest difference first.

    Columns ``plan``, ``kind``, the key without the period, ``first`` and ``last`` period in which
    it differs, ``unit``, ``before``, ``after``, ``difference``. What happens is added up over the
    periods; of what there is the period counts in which it differs most.
    """
    keys = ["plan", "kind", *(k for k in KEY if k != "period")]
    rows = []
    for key, group in decisions.groupby(keys, sort=True):
        if group["kind"].iloc[0] in LEVELS:
            told = group.loc[group["difference"].abs().idxmax(), ["before", "after", "difference"]]
        else:
            told = group[["before", "after", "difference"]].sum()
        periods = list(group["period"])
        ends = {"first": periods[0], "last": periods[-1], "unit": group["unit"].iloc[0]}
        rows.append({**dict(zip(keys, key, strict=True)), **ends, **told.to_dict()})
    columns = [*keys, "first", "last", "unit", "before", "after", "difference"]
    found = pd.DataFrame(rows, columns=columns)
    order = found["difference"].abs().sort_values(ascending=False, kind="stable").index
    return found.loc[order].reset_index(drop=True)
