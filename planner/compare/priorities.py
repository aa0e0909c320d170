"""Priorities of two plans, and whether their difference says anything.

The best value that a plan of its place could have lies between its bound and its value. With
bounds ``La``, ``Lb`` and values ``a``, ``b`` the best changed by something between ``Lb - a``
and ``b - La``. Only where nought lies outside that range is the difference larger than what is
unproven; inside it, another search of the same two places might turn it round.

A bound holds for plans that keep the priorities before it. The better of two plans may have
a priority at the expense of an earlier one that its search has not brought to its best; that is
told apart.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from planner.compare.differ import alike
from planner.compare.window import Window
from planner.plan.differs import TOLERANCE
from planner.plan.plan import Plan
from planner.report.facts import roster


@dataclass(frozen=True)
class Met:
    """How a priority came out; ``bound`` is NaN where none was found. ``after_proven``: every
    priority before it is proven."""

    unit: str
    value: float
    bound: float
    after_proven: bool = True


def met(plan: Plan) -> dict[str, Met]:
    """Priority → how it came out, in their order; a roster's is its points."""
    if plan.record.stage == "roster":
        total, bound = roster.points(plan)
        return {"points": Met("points", total, math.nan if bound is None else min(bound, total))}
    found, proven = dict[str, Met](), True
    for p in plan.record.priorities:
        bound = math.nan if p.bound is None else min(p.bound, p.value)
        found[p.name] = Met(p.unit, p.value, bound, proven)
        proven = proven and p.proven
    return found


def priority_rows(before: Plan, after: Plan, window: Window) -> list[dict[str, Any]]:
    """Rows of table ``priorities_compared``, without the plan."""
    first, second = met(before), met(after)
    rows = []
    for name in dict.fromkeys([*first, *second]):
        a, b = first.get(name), second.get(name)
        rows.append({"priority": name, "unit": (b or a or _NONE).unit, **_compared(a, b, window)})
    return rows


_NONE = Met("", math.nan, math.nan)


def _compared(first: Met | None, second: Met | None, window: Window) -> dict[str, Any]:
    a, b = first or _NONE, second or _NONE
    row = {
        "before": a.value,
        "bound_before": a.bound,
        "after": b.value,
        "bound_after": b.bound,
        "difference": math.nan,
        "best_changed_from": math.nan,
        "best_changed_to": math.nan,
    }
    if first is None or second is None:
        return {**row, "verdict": "only_after" if first is None else "only_before"}
    if not window.same:
        return {**row, "verdict": "other_periods"}
    row["difference"] = b.value - a.value
    row["best_changed_from"] = b.bound - a.value
    row["best_changed_to"] = b.value - a.bound
    return {**row, "verdict": verdict(a, b)}


def verdict(before: Met, after: Met) -> str:
    """What the difference of two values says, given what is proven of each."""
    if alike(before.value, after.value):
        return "alike"
    better, worse = sorted((before, after), key=lambda each: each.value)
    if math.isnan(worse.bound):
        return "unknown"
    room = TOLERANCE * max(1.0, abs(better.value), abs(worse.bound))
    if better.value >= worse.bound - room:
        return "inside"
    return "larger" if better.after_proven else "earlier"
