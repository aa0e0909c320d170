"""Where people who rotate are, fixed by hand."""

from planner.schema.column import Column, Kind, Table

TABLE = Table(
    name="rotation_pins",
    row="where a person is in a block of a scheme, fixed",
    key=("scheme", "person", "block"),
    columns=(
        Column(
            "scheme",
            Kind.IDENTIFIER,
            "The scheme.",
            required=True,
            references="rotation_schemes.scheme",
        ),
        Column("person", Kind.IDENTIFIER, "Who.", required=True, references="staff.person"),
        Column(
            "block",
            Kind.WHOLE,
            "The block; the first is 1.",
            required=True,
            minimum=1,
            maximum=52,
        ),
        Column("post", Kind.IDENTIFIER, "The post.", required=True),
        Column("reason", Kind.TEXT, "Why it is fixed."),
    ),
)
