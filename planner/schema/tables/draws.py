"""Whose staff are hired away."""

from planner.schema.column import Column, Kind, Table, source

TABLE = Table(
    name="draws",
    row="the share of a market's hires that comes from a partner's staff; an employer does not "
    "draw on itself",
    key=("recruitment", "from_organisation", "from_role"),
    columns=(
        Column(
            "recruitment",
            Kind.IDENTIFIER,
            "The market.",
            required=True,
            references="recruitment.recruitment",
        ),
        Column(
            "from_organisation",
            Kind.IDENTIFIER,
            "The partner that loses staff.",
            required=True,
            references="organisations.organisation",
        ),
        Column(
            "from_role",
            Kind.IDENTIFIER,
            "The partner's role that loses staff.",
            required=True,
            references="roles.role",
        ),
        Column("share", Kind.SHARE, "Share of the hires.", unit="of hires", required=True),
        source(),
    ),
)
