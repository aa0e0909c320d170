"""Levers taken, what they cost and what they do."""

from __future__ import annotations

from planner.plan.tables.columns import ORGANISATION, PERIOD, identifier, number
from planner.schema.column import Table

LEVERS = Table(
    name="levers",
    row="a lever that is taken, in every period from then on; one in force in every period",
    key=("lever", "period"),
    columns=(
        identifier("lever", "The lever."),
        ORGANISATION,
        PERIOD,
        number("taken", "Share of it that is taken, 1 for all.", "share"),
        number("in_force", "1 where it was taken before the plan began.", "share"),
        number("working", "Share at which it works, after its lag.", "share"),
        number("cost", "What it costs.", "k£"),
        number("occasions_avoided", "Occasions of care that no longer arise.", "occasions"),
        number("recruits_added", "Further recruits there are to hire.", "WTE"),
        number("hours_saved", "Staff time and travel saved.", "hours"),
    ),
)
