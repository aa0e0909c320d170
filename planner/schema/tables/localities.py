"""Neighbourhoods that people live in."""

from planner.schema.column import Column, Kind, Table, source

TABLE = Table(
    name="localities",
    row="a neighbourhood",
    key=("locality",),
    required=True,
    columns=(
        Column(
            "locality", Kind.IDENTIFIER, "Short identifier of the neighbourhood.", required=True
        ),
        Column("name", Kind.TEXT, "Full name."),
        Column(
            "population", Kind.WHOLE, "Registered people.", unit="people", required=True, minimum=0
        ),
        Column(
            "pcn",
            Kind.IDENTIFIER,
            "The primary care network that serves it.",
            references="organisations.organisation",
        ),
        source(),
    ),
)
