"""Shifts worked before the roster begins."""

from planner.schema.column import Column, Kind, Table

TABLE = Table(
    name="worked",
    row="a shift that was worked, or is published, before the roster's first day",
    key=("person", "date"),
    columns=(
        Column("person", Kind.IDENTIFIER, "Who.", required=True, references="contracts.person"),
        Column("date", Kind.DATE, "The day it began.", required=True),
        Column(
            "shift",
            Kind.IDENTIFIER,
            "Which shift.",
            required=True,
            references="shifts.shift",
        ),
        Column("site", Kind.IDENTIFIER, "Where.", references="sites.site"),
    ),
)
