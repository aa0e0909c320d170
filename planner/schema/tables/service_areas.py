"""Which localities an employer serves, where that is not the whole place."""

from planner.schema.column import Column, Kind, Table

TABLE = Table(
    name="service_areas",
    row="an employer that serves a locality; an employer without rows serves the whole place, "
    "a PCN the localities that name it",
    key=("organisation", "locality"),
    columns=(
        Column(
            "organisation",
            Kind.IDENTIFIER,
            "The employer.",
            required=True,
            references="organisations.organisation",
        ),
        Column(
            "locality",
            Kind.IDENTIFIER,
            "A locality it serves.",
            required=True,
            references="localities.locality",
        ),
    ),
)
