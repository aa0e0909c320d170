"""What pins cost, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from planner.plan.plan import Plan
from planner.report.figures import amount, signed
from planner.report.names import Names, isolated
from planner.report.shown import Section
from planner.report.suppression import suppress_below
from planner.skillmix.pin_costs import ALL_PINS, CHANGED

_VERDICTS = {
    "alike": "no difference",
    "larger": "more than what is unproven",
    "earlier": "more than what is unproven, but an earlier priority is not at its best",
    "inside": "inside what is unproven: says nothing",
}
_NOTE = (
    "A cost below nought is a saving: a pin that leaves need unmet may save visits and money. "
    "Priorities count in their order, so read the first that differs first."
)
_BETWEEN = "The best lie between"


def pin_costs(plan: Plan) -> Section:
    """Each priority without some or all pins, and with them; what the cost of the best plans
    lies between, as far as it is proven."""
    names, table = Names(plan), plan["pin_costs"]
    rows = table.to_dict("records")
    called = _called([str(row["dropped"]) for row in rows])
    other = _other(set(called))
    shown = pd.DataFrame(
        {
            "Pins": [called[row["dropped"]] for row in rows],
            "Priority": [names.measure(row["priority"]) for row in rows],
            other: [amount(row["without"], row["unit"]) for row in rows],
            "This plan": [amount(row["with_pins"], row["unit"]) for row in rows],
            "Cost": [_signed(row["cost"], row["unit"]) for row in rows],
            _BETWEEN: [_between(row) for row in rows],
            "The difference is": [_VERDICTS[row["verdict"]] for row in rows],
        },
        dtype="object",
    )
    return Section(
        "What pins cost each priority", _NOTE, shown, (other, "This plan", "Cost", _BETWEEN)
    )


def _called(dropped: Sequence[str]) -> dict[str, str]:
    """What each of the pins left out is called. One pin is a number of people somewhere at some
    time, so that none is told where small numbers are suppressed."""
    found = {each: isolated(each) for each in dropped}
    single = [each for each in found if each not in (ALL_PINS, CHANGED)]
    if suppress_below():
        found |= {each: f"pin {n}" for n, each in enumerate(single, start=1)}
        found |= dict.fromkeys(single, "one pin") if len(single) == 1 else {}
    return found


def _other(dropped: set[str]) -> str:
    """What heads the figures of the plan that this one stands beside."""
    if dropped == {CHANGED}:
        return "Before"
    return "Without them, or before" if CHANGED in dropped else "Without them"


def _signed(value: float, unit: str) -> str:
    return signed(value, amount(value, unit))


def _between(row: Mapping[Any, Any]) -> str:
    """``+94 and +110 weighted hours``."""
    least = _signed(row["least"], row["unit"]).removesuffix(f" {row['unit']}")
    return f"{least} and {_signed(row['most'], row['unit'])}"
