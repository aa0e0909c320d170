"""Priorities and measures of a comparison as a reader sees them."""

from __future__ import annotations

import math
from collections.abc import Collection
from typing import Any

import pandas as pd

from planner.compare import Comparison
from planner.compare.differ import that_differ
from planner.compare.priorities import Met, met
from planner.report.blocks import DIMENSIONS
from planner.report.comparison import wording as w
from planner.report.figures import plain, proof, signed
from planner.report.names import Names
from planner.report.shown import Section


def priorities(made: Comparison) -> Section:
    """Every priority, a column for each plan."""
    names, table = Names(made.named), made["priorities_compared"]
    rows = []
    for name in table["priority"].drop_duplicates():
        own = table.loc[table["priority"] == name].set_index("plan")
        unit = str(own["unit"].iloc[0])
        row = {
            "Priority": names.measure(str(name)),
            made.first: w.value(_first(own["before"]), unit),
        }
        for plan in made.others:
            if plan not in own.index:
                continue
            row[plan] = w.value(own.at[plan, "after"], unit)
            row[_of("Difference", plan, made)] = w.more(own.at[plan, "difference"], unit)
            row[_of("The difference is", plan, made)] = w.SAYS[own.at[plan, "verdict"]]
        rows.append(row)
    frame = pd.DataFrame(rows, dtype="object").fillna("–")
    note = (
        "In their order, over the whole of each plan. A later priority is met as well as those "
        "before it allow, so what one gains may be what an earlier one costs."
    )
    right = [c for c in frame.columns[1:] if not c.startswith("The difference is")]
    return Section("Priorities", note, frame, tuple(right))


def _first(values: pd.Series) -> float:
    known = values.dropna()
    return float(known.iloc[0]) if len(known) else math.nan


def proofs(made: Comparison) -> Section:
    """How far each plan's priorities are proven, and by how much the best changed."""
    names, table = Names(made.named), made["priorities_compared"]
    rows = []
    for name in table["priority"].drop_duplicates():
        for plan, called in zip(made.plans, made.names, strict=True):
            came = met(plan).get(str(name))
            if came is None:
                continue
            mine = table.loc[(table["priority"] == name) & (table["plan"] == called)]
            rows.append(
                {
                    "Priority": names.measure(str(name)),
                    "Plan": called,
                    "Value": w.value(came.value, came.unit),
                    "Bound": w.value(came.bound, came.unit),
                    "Proof": _proof(plan, str(name), came),
                    "The best changed by": _range(mine, came.unit),
                }
            )
    note = (
        "No plan does better than its bound. The best there is lies between bound and value, so "
        "between two plans it changed by something in the range."
    )
    return Section("What is proven", note, pd.DataFrame(rows, dtype="object"), ("Value", "Bound"))


def _proof(plan: Any, name: str, came: Met) -> str:
    for priority in plan.record.priorities:
        if priority.name == name:
            return proof(priority)
    if math.isnan(came.bound):
        return "no bound was found"
    gap = came.value - came.bound
    return (
        "proven best" if gap <= 1e-6 * max(1.0, abs(came.value)) else f"up to {plain(gap)} better"
    )


def _range(mine: pd.DataFrame, unit: str) -> str:
    if (
        mine.empty
        or math.isnan(mine["best_changed_from"].iloc[0])
        or math.isnan(mine["best_changed_to"].iloc[0])
    ):
        return "–"
    ends = [float(mine[c].iloc[0]) for c in ("best_changed_from", "best_changed_to")]
    low, high = (signed(end, w.number(end, unit)) for end in ends)
    return w.more(ends[1], unit) if low == high else f"{low} to {w.more(ends[1], unit)}"


def measures(made: Comparison, most: int, told: Collection[tuple[str, str]] = ()) -> list[Section]:
    """A table for each measure that differs, or of those ``told``; what differs most first."""
    table = made["measures_compared"]
    sections = []
    for (measure, of), own in table.groupby(["measure", "of"], sort=False):
        if told and (measure, of) not in told:
            continue
        differing = that_differ(own)
        seen = [
            w.seen(d, u) for d, u in zip(differing["difference"], differing["unit"], strict=True)
        ]
        if of and any(seen):
            sections.append(_measure(made, own, str(measure), str(of), differing.loc[seen], most))
    return sections


def over_shared(made: Comparison) -> Section | None:
    """What the priorities measure over the periods that plans have in common; None where they
    have the same throughout."""
    if all(window.same for window in made.windows.values()):
        return None
    table = made["measures_compared"]
    own = table.loc[(table["of"] == "") & (table["measure"] != "breach")]
    names = Names(made.named)
    part = [plan for plan, window in made.windows.items() if not window.same]
    own = own.loc[own["plan"].isin(part)]
    rows = [
        {
            "Measure": w.capital(names.measure(r.measure)),
            "Plan": r.plan,
            made.first: w.value(r.before, r.unit),
            "This plan": w.value(r.after, r.unit),
            "Difference": w.more(r.difference, r.unit),
        }
        for r in own.itertuples(index=False)
    ]
    note = "No bound is known of a part of a plan, so nothing says how much of this is proven."
    frame = pd.DataFrame(rows, dtype="object")
    return Section("Over the periods both have", note, frame, tuple(frame.columns[2:]))


def _measure(
    made: Comparison, own: pd.DataFrame, measure: str, of: str, differing: pd.DataFrame, most: int
) -> Section:
    names = Names(made.named)
    unit = str(own["unit"].iloc[0])
    size = differing["difference"].abs().groupby(differing["thing"]).max()
    order = list(size.sort_values(ascending=False, kind="stable").index)
    if of == "period":
        order = [t for t in own["thing"].drop_duplicates() if t in size.index]
    rows = []
    keys = {of: [(str(at),) for at in order[:most]]} if of in DIMENSIONS else {}
    for at in order[:most]:
        row = {w.capital(of): w.thing(names, of, str(at))}
        for plan in made.others:
            cell = own.loc[(own["thing"] == at) & (own["plan"] == plan)]
            if cell.empty:
                continue
            before, after, difference = (
                float(cell[c].iloc[0]) for c in ("before", "after", "difference")
            )
            row[_before(made, plan)] = w.number(before, unit)
            row[plan] = w.number(after, unit)
            row[_of("Difference", plan, made)] = signed(difference, w.number(difference, unit))
        rows.append(row)
    frame = pd.DataFrame(rows, dtype="object").fillna("–")
    alike = own["thing"].nunique() - len(size)
    note = _left_out(len(order) - most, alike)
    title = f"{w.capital(names.measure(measure))} by {of}"
    shown_unit = "£" if unit == "k£" else unit
    title = title if unit in ("as stated", "") else f"{title}, {shown_unit}"
    whole = len(order) * (len(order) > most)
    return Section(title, note, frame, tuple(frame.columns[1:]), keys, whole)


def _before(made: Comparison, plan: str) -> str:
    """The heading of the first plan's figure: by itself where all are set against the same."""
    shared = {window.shared for window in made.windows.values()}
    return made.first if len(shared) == 1 else f"{made.first}, periods of {plan}"


def _left_out(more: int, alike: int) -> str:
    parts = []
    if more > 0:
        parts.append(f"{more:,} more that differ are in the comparison's tables.")
    if alike > 0:
        parts.append(f"{alike:,} without a difference to be seen.")
    return " ".join(parts)


def _of(heading: str, plan: str, made: Comparison) -> str:
    return heading if len(made.others) == 1 else f"{heading}, {plan}"
