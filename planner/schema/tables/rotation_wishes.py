"""Leave, and what people who rotate ask for."""

from planner.schema.column import Column, Kind, Table

TABLE = Table(
    name="rotation_wishes",
    row="leave of a person who rotates, or what they ask for",
    key=("person", "first", "wish", "item"),
    columns=(
        Column("person", Kind.IDENTIFIER, "Who.", required=True, references="staff.person"),
        Column("first", Kind.DATE, "First day.", required=True),
        Column("last", Kind.DATE, "Last day.", required=True),
        Column(
            "wish",
            Kind.CHOICE,
            "leave is kept: a block of which more than half the working days are leave is away. "
            "prefer and avoid are kept as far as can be in blocks that begin in these days.",
            choices=("leave", "prefer", "avoid"),
            required=True,
        ),
        Column("item", Kind.IDENTIFIER, "For prefer and avoid: a post, or a kind of post."),
        Column(
            "minutes",
            Kind.WHOLE,
            "What a block against the wish weighs, as if it were so much travel a day.",
            unit="minutes",
            default=30,
            minimum=0,
            maximum=600,
        ),
    ),
)
