"""What two plans were made from, by their records alone: where it differs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.place.hashing import hash_table
from planner.place.stages import unread
from planner.plan.flat import flat
from planner.plan.plan import Plan, PlanRecord
from planner.schema import BY_NAME

#: Settings that are told as the horizon.
HORIZON = ("start", "quarters", "years")

#: Stages whose dates are their own, and not the place's horizon.
OWN_DATES = ("roster", "rotation", "rotation_test")

#: Found by the search, and no limit of it.
_FOUND = ("bound",)


def input_rows(before: Plan, after: Plan) -> list[dict[str, Any]]:
    """Rows of table ``inputs_compared``, without the plan, in the order of ``INPUT_KINDS``."""
    first, second = before.record, after.record
    settings = _differing(flat(first.settings), flat(second.settings))
    horizon = [row for row in settings if row["name"] in HORIZON]
    if first.stage in OWN_DATES:
        periods = [{"start": r.start, "periods": "; ".join(r.periods)} for r in (first, second)]
        horizon = _differing(*periods)
    others = [row for row in settings if first.stage in OWN_DATES or row["name"] not in HORIZON]
    limits = [{k: v for k, v in r.limits.items() if k not in _FOUND} for r in (first, second)]
    groups = {
        "table": _tables(first, second),
        "setting": others,
        "scenario": _scenarios(first, second),
        "base": _differing({"base": first.base or ""}, {"base": second.base or ""}),
        "horizon": horizon,
        "limit": _differing(flat(limits[0]), flat(limits[1])),
        "seed": _differing({"seed": str(first.seed)}, {"seed": str(second.seed)}),
        "version": _differing(first.versions, second.versions),
    }
    return [{"kind": kind, **row} for kind, rows in groups.items() for row in rows]


def _tables(first: PlanRecord, second: PlanRecord) -> list[dict[str, Any]]:
    """Tables whose content differs, but for those that the stage does not read. ``settings`` has
    a hash too, and its keys are told instead."""
    others = {"settings", *unread(first.stage)}
    names = [name for name in dict.fromkeys([*first.inputs, *second.inputs]) if name not in others]
    rows = []
    for name in names:
        before, after = (_content(name, record.inputs.get(name, "")) for record in (first, second))
        if before != after:
            rows.append(_changed(name, before, after))
    return rows


def _content(name: str, content: str) -> str:
    """The hash of a table; blank where it has no rows."""
    return "" if content == EMPTY.get(name) else content


def _hash_of_nothing() -> dict[str, str]:
    import pandas as pd

    return {name: hash_table(table, pd.DataFrame()) for name, table in BY_NAME.items()}


EMPTY: Mapping[str, str] = _hash_of_nothing()
"""Table → the hash it has without rows."""


def _scenarios(first: PlanRecord, second: PlanRecord) -> list[dict[str, Any]]:
    """Scenarios that one plan has; where both have the same in another order, that order."""
    rows = [
        _changed(name, "", "applied") for name in second.scenarios if name not in first.scenarios
    ]
    rows += [
        _changed(name, "applied", "") for name in first.scenarios if name not in second.scenarios
    ]
    if not rows and first.scenarios != second.scenarios:
        rows = [_changed("order", "; ".join(first.scenarios), "; ".join(second.scenarios))]
    return rows


def _differing(before: Mapping[str, str], after: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        _changed(name, before.get(name, ""), after.get(name, ""))
        for name in dict.fromkeys([*before, *after])
        if before.get(name, "") != after.get(name, "")
    ]


def _changed(name: str, before: str, after: str) -> dict[str, Any]:
    change = "changed" if before and after else "added" if after else "removed"
    return {"name": name, "before": before, "after": after, "change": change}
