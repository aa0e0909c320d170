"""Kinds of post of a rotation scheme, and the way people go round them."""

from planner.schema.column import Column, Kind, Table, source

TABLE = Table(
    name="rotation_kinds",
    row="a kind of post of a rotation scheme (practice, control room, response car), where it asks "
    "for more than a post of it",
    key=("scheme", "kind"),
    columns=(
        Column(
            "scheme",
            Kind.IDENTIFIER,
            "The scheme.",
            required=True,
            references="rotation_schemes.scheme",
        ),
        Column("kind", Kind.IDENTIFIER, "The kind, as rotation_posts has it.", required=True),
        Column("name", Kind.TEXT, "Full name."),
        Column(
            "in_row_least",
            Kind.WHOLE,
            "Fewest blocks in a row of it; leave and the last block may cut a run short.",
            unit="blocks",
            default=1,
            minimum=1,
            maximum=52,
        ),
        Column(
            "in_row_most",
            Kind.WHOLE,
            "Most blocks in a row of it; blank: no limit.",
            unit="blocks",
            minimum=1,
            maximum=52,
        ),
        Column(
            "next",
            Kind.IDENTIFIER,
            "Kinds that may come next after it, but after leave; blank: any.",
            many=True,
        ),
        Column(
            "only_after",
            Kind.IDENTIFIER,
            "Kinds that a person must have been on before.",
            many=True,
        ),
        Column(
            "least",
            Kind.WHOLE,
            "Fewest blocks of it that each person must have.",
            unit="blocks",
            default=0,
            minimum=0,
            maximum=52,
        ),
        Column(
            "most",
            Kind.WHOLE,
            "Most blocks of it that each person may have; blank: no limit.",
            unit="blocks",
            minimum=0,
            maximum=52,
        ),
        Column(
            "gain_blocks",
            Kind.WHOLE,
            "Blocks of it after which a person has gained what it teaches; blank: nothing.",
            unit="blocks",
            minimum=1,
            maximum=52,
        ),
        Column(
            "competencies",
            Kind.IDENTIFIER,
            "Competencies gained by then.",
            many=True,
            references="competencies.competency",
        ),
        source(),
    ),
)
