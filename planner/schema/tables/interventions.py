"""Things done for a person."""

from planner.schema.column import Column, Kind, Table, source

TABLE = Table(
    name="interventions",
    row="one thing done for a person on an occasion of a package",
    key=("package", "intervention"),
    required=True,
    stage="skillmix",
    columns=(
        Column(
            "package",
            Kind.IDENTIFIER,
            "The package.",
            required=True,
            references="packages.package",
        ),
        Column(
            "intervention", Kind.IDENTIFIER, "Short identifier within the package.", required=True
        ),
        Column("name", Kind.TEXT, "Full name."),
        Column(
            "competencies",
            Kind.IDENTIFIER,
            "All the competencies it needs.",
            required=True,
            many=True,
            references="competencies.competency",
        ),
        Column(
            "minutes",
            Kind.NUMBER,
            "Time with the person.",
            unit="minutes",
            required=True,
            minimum=1,
            maximum=1440,
        ),
        Column("carers", Kind.WHOLE, "People it takes.", default=1, minimum=1, maximum=2),
        Column(
            "severity",
            Kind.NUMBER,
            "Weight of an hour of it not given.",
            default=1.0,
            minimum=0,
            maximum=100,
        ),
        Column(
            "profession",
            Kind.IDENTIFIER,
            "The staff group that gives it today; each profession visits by itself today.",
            required=True,
            references="roles.staff_group",
        ),
        source(),
    ),
)
