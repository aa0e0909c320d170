"""What pins cost each priority: this plan beside one without them.

Every plan that keeps the pins is also a plan without them. So of the first priority, which no
earlier one holds back, the best without is no more than any plan with them has, and the best
with them no less than what is proven without. Later priorities are held to what the earlier
ones came to, which pins change: of these, bounds are taken as each search proved them, and
``planner.compare.priorities`` says what a difference tells.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from planner.compare.priorities import Met, verdict
from planner.plan.plan import PriorityResult
from planner.plan.tables import BY_NAME
from planner.skillmix.frames import conform

TABLE = BY_NAME["pin_costs"]
ALL_PINS = "all pins"
CHANGED = "the pins changed since the plan named"
#: A search cannot tell two values apart that are as near as this, relative to them.
NEAR = 5e-6
#: Figures made again agree to this, relative to them.
AGREE = 1e-6


@dataclass(frozen=True)
class Without:
    """How the priorities came out without some pins.

    ``dropped`` are these in words; ``fewer``: the other plan has none that this one has not, so
    that every plan with them is one of those without.
    """

    dropped: str
    found: str
    priorities: Sequence[PriorityResult]
    fewer: bool = True


def pin_costs_table(made: Sequence[PriorityResult], others: Sequence[Without]) -> pd.DataFrame:
    """``PIN_COSTS``, in the order of the others and of the priorities."""
    rows = [row for other in others for row in _rows(made, other)]
    return conform(pd.DataFrame(rows, columns=list(TABLE.column_names)), TABLE)


def _rows(made: Sequence[PriorityResult], other: Without) -> list[dict[str, Any]]:
    before = {p.name: p for p in other.priorities}
    rows, proven = list[dict[str, Any]](), [True, True]  # without, with: all before is proven
    for n, p in enumerate(made):
        if p.name not in before:  # another order of priorities is another question
            continue
        a, b = _met(before[p.name], proven[0]), _met(p, proven[1])
        rows.append(
            {
                "dropped": other.dropped,
                "found": other.found,
                "priority": p.name,
                "unit": p.unit,
                "without": a.value,
                "bound_without": a.bound,
                "with_pins": b.value,
                "bound_with": b.bound,
                **costs(a, b, nested=other.fewer and n == 0),
            }
        )
        proven = [proven[0] and before[p.name].proven, proven[1] and p.proven]
    return rows


def _met(priority: PriorityResult, after_proven: bool) -> Met:
    """No priority is below nought: that is the bound where none was found."""
    known = priority.bound is not None and math.isfinite(priority.bound)
    bound = max(0.0, priority.bound) if known and priority.bound is not None else 0.0
    return Met(priority.unit, priority.value, min(bound, priority.value), after_proven)


def costs(without: Met, with_pins: Met, *, nested: bool) -> dict[str, Any]:
    """Cost, its range and what it says. ``nested``: every plan with the pins is one without, and
    nothing else holds the priority back."""
    least = with_pins.bound - without.value
    most = with_pins.value - without.bound
    if nested:
        least = max(0.0, with_pins.bound - min(without.value, with_pins.value))
        most = max(most, 0.0)
    cost = with_pins.value - without.value
    near = abs(cost) <= NEAR * max(1.0, abs(with_pins.value))
    return {
        "cost": cost,
        "least": min(least, most),
        "most": most,
        "verdict": "alike" if near else verdict(without, with_pins),
    }


def wrong_pin_costs(table: pd.DataFrame, priorities: Sequence[PriorityResult]) -> list[str]:
    """What is wrong with a ``pin_costs`` table, in words: all but the figures of the other plan
    follows from the plan's own priorities."""
    found, own, proven = list[str](), dict[str, tuple[PriorityResult, bool]](), True
    for p in priorities:
        own[p.name] = p, proven
        proven = proven and p.proven
    first = priorities[0].name if priorities else ""
    for row in table.to_dict("records"):
        where = f"pin_costs: {row['dropped']}, {row['priority']}"
        if row["priority"] not in own:
            found.append(f"{where}: the plan has no such priority")
            continue
        if row["bound_without"] > row["without"] + AGREE * max(1.0, abs(row["without"])):
            found.append(f"{where}: the bound without is above the value")
        found += _differs(where, row, *own[row["priority"]], row["priority"] == first)
    return found


def _differs(
    where: str, row: Mapping[Any, Any], p: PriorityResult, after_proven: bool, first: bool
) -> list[str]:
    """Figures of a row that the plan's own priority does not make again."""
    own = _met(p, after_proven)
    nested = first and row["dropped"] != CHANGED
    other = Met(p.unit, row["without"], row["bound_without"])
    again = {
        "with_pins": own.value,
        "bound_with": own.bound,
        **costs(other, own, nested=nested),
    }
    said = again.pop("verdict")
    wrong = [
        f"{where}: {name} is {row[name]:g}, and comes to {figure:g}"
        for name, figure in again.items()
        if not np.isclose(row[name], figure, rtol=AGREE, atol=AGREE)
    ]
    # Whether the other plan has brought its earlier priorities to their best stands nowhere.
    unknown = said == "larger" and not first and row["without"] < p.value
    if row["verdict"] != said and not (unknown and row["verdict"] == "earlier"):
        wrong.append(f"{where}: the verdict is {row['verdict']}, and comes to {said}")
    if row["unit"] != p.unit:
        wrong.append(f"{where}: '{row['unit']}' is not the priority's unit")
    return wrong
