"""Travel times."""

from planner.schema.column import Column, Kind, Table, source

TABLE = Table(
    name="travel",
    row="travel from one locality to another; from a locality to itself: between two visits in it",
    key=("from_locality", "to_locality"),
    columns=(
        Column(
            "from_locality",
            Kind.IDENTIFIER,
            "From.",
            required=True,
            references="localities.locality",
        ),
        Column(
            "to_locality", Kind.IDENTIFIER, "To.", required=True, references="localities.locality"
        ),
        Column(
            "minutes",
            Kind.NUMBER,
            "Travel time for one visit.",
            unit="minutes",
            required=True,
            minimum=0,
            maximum=600,
        ),
        source(),
    ),
)
