"""What a member of staff may be able to do."""

from planner.schema.column import Column, Kind, Table, source

TABLE = Table(
    name="competencies",
    row="a competency",
    key=("competency",),
    required=True,
    columns=(
        Column("competency", Kind.IDENTIFIER, "Short identifier of the competency.", required=True),
        Column("name", Kind.TEXT, "Full name."),
        Column(
            "kind",
            Kind.CHOICE,
            "What sort of competency it is.",
            choices=("clinical", "care", "back_office", "leadership"),
            default="clinical",
        ),
        Column(
            "registrant_only",
            Kind.BOOLEAN,
            "Stays with registered professionals; no unregistered role may hold or learn it.",
            default=False,
        ),
        Column(
            "delegable",
            Kind.BOOLEAN,
            "A registrant may delegate it to a trained, unregistered worker.",
            default=True,
        ),
        Column("framework_code", Kind.TEXT, "Code in a national framework, such as CHS12."),
        source(),
    ),
)
