"""Who does whose back office; part of the section on money, where a place has any."""

from __future__ import annotations

import pandas as pd

from planner.plan.plan import Plan
from planner.report import summary
from planner.report.blocks import Block, DataTable, Prose, bounded, keyed
from planner.report.facts import back_office
from planner.report.figures import money, wte
from planner.report.names import Names

_ROWS = 100
_FOLDED = 12  # rows from which on the table is opened only when asked for


def blocks(plan: Plan) -> list[Block]:
    """A sentence, and who serves whom at the end; nothing where there is no back office."""
    sentence = summary.back_office_sentence(plan)
    if sentence is None:
        return []
    moved = back_office.served_at_the_end(plan)
    if not len(moved):
        return [Prose(sentence)]
    names = Names(plan)
    shown = pd.DataFrame(
        {
            "Function": moved["function"],
            "Of": [names.organisation(i) for i in moved["organisation"]],
            "Done by": [names.organisation(i) for i in moved["served_by"]],
            "Since": moved["since"],
            "Saves a year": moved["saving"].map(money),
            "Displaced": moved["displaced"].map(_wte),
            "Join the host": moved["joining"].map(_wte),
            "Redeployed": moved["redeployed"].map(_wte),
            "Retrained": moved["retrained"].map(_wte),
            "Released": moved["released"].map(_wte),
        }
    )
    table = DataTable(
        "Shared back office: who does what for whom",
        shown,
        tuple(shown.columns[4:]),
        "What whoever is served saves in the last period, before what hosting costs the host; "
        "people in WTE.",
        folded=len(shown) > _FOLDED,
        keys=keyed(moved, organisation=("organisation", "served_by")),
    )
    return [Prose(sentence), bounded(table, _ROWS, "functions")]


def _wte(value: float) -> str:
    """Parts of a small office's staff are hundredths."""
    return wte(value, 2)
