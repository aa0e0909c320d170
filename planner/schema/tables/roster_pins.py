"""Shifts that are fixed by hand."""

from planner.schema.column import Column, Kind, Table

TABLE = Table(
    name="roster_pins",
    row="what a person does on a day, fixed",
    key=("person", "date"),
    columns=(
        Column("person", Kind.IDENTIFIER, "Who.", required=True, references="contracts.person"),
        Column("date", Kind.DATE, "When.", required=True),
        Column(
            "shift",
            Kind.IDENTIFIER,
            "The shift; blank: a day off.",
            references="shifts.shift",
        ),
        Column(
            "site",
            Kind.IDENTIFIER,
            "Where; blank: any of their sites.",
            references="sites.site",
        ),
        Column("reason", Kind.TEXT, "Why it is fixed."),
    ),
)
