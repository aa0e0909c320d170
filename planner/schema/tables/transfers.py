"""Moves between posts, by agreement."""

from planner.schema.column import Column, Kind, Table, source

TABLE = Table(
    name="transfers",
    row="a move between roles or employers that the plan may use, downgrading included",
    key=("transfer",),
    columns=(
        Column("transfer", Kind.IDENTIFIER, "Short identifier of the move.", required=True),
        Column(
            "from_organisation",
            Kind.IDENTIFIER,
            "Employer before.",
            required=True,
            references="organisations.organisation",
        ),
        Column(
            "from_role", Kind.IDENTIFIER, "Role before.", required=True, references="roles.role"
        ),
        Column(
            "to_organisation",
            Kind.IDENTIFIER,
            "Employer after; blank: the same.",
            references="organisations.organisation",
        ),
        Column("to_role", Kind.IDENTIFIER, "Role after; blank: the same.", references="roles.role"),
        Column(
            "max_per_year",
            Kind.NUMBER,
            "Most that may move in a year; blank: no limit.",
            unit="WTE a year",
            minimum=0,
        ),
        Column("cost", Kind.NUMBER, "Cost of moving one WTE.", unit="k£", default=0.0, minimum=0),
        Column("leave_share", Kind.SHARE, "Share who leave instead of moving.", default=0.0),
        source(),
    ),
)
