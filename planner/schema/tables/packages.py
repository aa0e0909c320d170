"""Sets of interventions that fall due together."""

from planner.schema.column import Column, Kind, Table, source

TABLE = Table(
    name="packages",
    row="a set of interventions that fall due together for a person",
    key=("package",),
    required=True,
    stage="skillmix",
    columns=(
        Column("package", Kind.IDENTIFIER, "Short identifier of the package.", required=True),
        Column(
            "need_group",
            Kind.IDENTIFIER,
            "Whose need it meets.",
            required=True,
            references="need_groups.need_group",
        ),
        Column("name", Kind.TEXT, "Full name."),
        Column(
            "contacts_per_week",
            Kind.NUMBER,
            "Occasions per person and week on which the interventions fall due.",
            unit="a person and week",
            required=True,
            minimum=0,
            maximum=100,
        ),
        Column(
            "setting",
            Kind.CHOICE,
            "Where it is given; a visit at home needs travel.",
            choices=("home", "clinic", "hub", "care_home", "remote"),
            default="home",
        ),
        Column(
            "alternative_to",
            Kind.IDENTIFIER,
            "The package this one can replace at lower acuity; blank: it stands by itself.",
            references="packages.package",
        ),
        Column(
            "alternative_share_max",
            Kind.SHARE,
            "Largest share of the other package's people who may have this one instead.",
            default=0.0,
        ),
        source(),
    ),
)
