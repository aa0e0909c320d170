"""What each person on a roster may work."""

from planner.schema.column import Column, Kind, Table

TABLE = Table(
    name="contracts",
    row="a person on the roster",
    key=("person",),
    required=True,
    stage="roster",
    columns=(
        Column("person", Kind.IDENTIFIER, "Who.", required=True, references="staff.person"),
        Column(
            "terms",
            Kind.IDENTIFIER,
            "Their working-time terms: a row of working_time, or a set that comes with placeplan.",
            default="wtr_afc",
        ),
        Column(
            "hours_per_week",
            Kind.NUMBER,
            "Contract hours; blank: their WTE of the role's hours.",
            unit="hours a week",
            minimum=0,
            maximum=60,
        ),
        Column(
            "extra_hours_per_week",
            Kind.NUMBER,
            "Most hours above the contract, on average over each hours period.",
            unit="hours a week",
            default=0.0,
            minimum=0,
            maximum=40,
        ),
        Column(
            "shifts",
            Kind.IDENTIFIER,
            "Shifts they may work; blank: all.",
            many=True,
            references="shifts.shift",
        ),
        Column(
            "sites",
            Kind.IDENTIFIER,
            "Sites they may work at, their own first, of any employer; blank: their employer's.",
            many=True,
            references="sites.site",
        ),
        Column(
            "first",
            Kind.DATE,
            "First day they can work; blank: there from the start.",
        ),
        Column("last", Kind.DATE, "Last day they can work; blank: to the end."),
    ),
)
