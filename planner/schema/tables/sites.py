"""Places of work."""

from planner.schema.column import Column, Kind, Table, source

TABLE = Table(
    name="sites",
    row="a place of work",
    key=("site",),
    columns=(
        Column("site", Kind.IDENTIFIER, "Short identifier of the site.", required=True),
        Column(
            "organisation",
            Kind.IDENTIFIER,
            "Who runs it.",
            required=True,
            references="organisations.organisation",
        ),
        Column(
            "locality",
            Kind.IDENTIFIER,
            "Where it is.",
            required=True,
            references="localities.locality",
        ),
        Column(
            "setting",
            Kind.CHOICE,
            "What is done there.",
            choices=("clinic", "hospital", "office", "hub", "control_room", "care_home"),
            default="clinic",
        ),
        Column("desks", Kind.WHOLE, "Desks for visiting teams.", unit="desks", minimum=0),
        Column(
            "hub", Kind.BOOLEAN, "Home of a co-located multidisciplinary team today.", default=False
        ),
        Column("latitude", Kind.NUMBER, "Latitude.", unit="degrees", minimum=-90, maximum=90),
        Column("longitude", Kind.NUMBER, "Longitude.", unit="degrees", minimum=-180, maximum=180),
        source(),
    ),
)
