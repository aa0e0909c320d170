"""Services too scarce for one place alone, and the neighbours who sell hours of them."""

from planner.schema.column import Column, Kind, Table, source

TABLE = Table(
    name="fragile_services",
    row="a service that is run by a team of a minimum size, or bought from a neighbour; what is "
    "given in it is every intervention that needs its competency",
    key=("service",),
    columns=(
        Column("service", Kind.IDENTIFIER, "Short identifier of the service.", required=True),
        Column("name", Kind.TEXT, "Full name."),
        Column(
            "competency",
            Kind.IDENTIFIER,
            "The scarce competency it rests on; staff who have it are its team.",
            required=True,
            references="competencies.competency",
        ),
        Column(
            "minimum_team_wte",
            Kind.NUMBER,
            "Least staff in post, in the whole place, with whom the place may run it itself.",
            unit="WTE",
            required=True,
            minimum=0,
        ),
        Column(
            "minimum_from",
            Kind.PERIOD,
            "First period in which the minimum counts for a service that the place runs today; "
            "blank: the first.",
        ),
        Column(
            "own_today",
            Kind.BOOLEAN,
            "Whether the place runs it itself today; if not, it is bought today.",
            default=True,
        ),
        Column(
            "organisation",
            Kind.IDENTIFIER,
            "Who pays for hours that are bought.",
            required=True,
            references="organisations.organisation",
        ),
        Column("neighbour", Kind.TEXT, "Who sells hours of it; blank: nobody."),
        Column(
            "price_per_hour",
            Kind.NUMBER,
            "Price of an hour of the neighbour's staff, their travel to people included as time.",
            unit="£ an hour",
            default=0.0,
            minimum=0,
        ),
        Column(
            "most_hours_per_week",
            Kind.NUMBER,
            "Most hours, travel included, that the neighbour sells.",
            unit="hours a week",
            default=0.0,
            minimum=0,
        ),
        source(),
    ),
)
