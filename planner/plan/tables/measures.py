"""What the priorities measure, period by period."""

from __future__ import annotations

from planner.plan.tables.columns import PERIOD, identifier, pair
from planner.schema.column import Column, Kind, Table

MEASURES = Table(
    name="measures",
    row="a measure in a period",
    key=("measure", "period"),
    columns=(
        identifier("measure", "The measure."),
        Column("unit", Kind.TEXT, "Its unit."),
        PERIOD,
        *pair("value", "The measure.", "as stated"),
    ),
)
