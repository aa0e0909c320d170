"""What pins cost, in words."""

from __future__ import annotations

import pandas as pd

from planner.plan.plan import Plan
from planner.report.figures import amount, signed
from planner.report.names import Names, isolated
from planner.report.shown import Section

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


def pin_costs(plan: Plan) -> Section:
    """Each priority without some or all pins, and with them."""
    names, table = Names(plan), plan["pin_costs"]
    rows = table.to_dict("records")
    shown = pd.DataFrame(
        {
            "Without": [isolated(row["dropped"]) for row in rows],
            "Priority": [names.measure(row["priority"]) for row in rows],
            "Without them": [amount(row["without"], row["unit"]) for row in rows],
            "This plan": [amount(row["with_pins"], row["unit"]) for row in rows],
            "Cost": [signed(row["cost"], amount(row["cost"], row["unit"])) for row in rows],
            "The difference is": [_VERDICTS[row["verdict"]] for row in rows],
        },
        dtype="object",
    )
    right = ("Without them", "This plan", "Cost")
    return Section("What pins cost each priority", _NOTE, shown, right)
