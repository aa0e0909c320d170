"""How many hours a team can spare for courses."""

from planner.schema.column import Column, Kind, Table, source

#: What a team without a row can spare.
AWAY_SHARE = 0.2

TABLE = Table(
    name="team_limits",
    row="what a team can spare: an employer's staff of one staff group, or each of its staff groups",
    key=("organisation", "staff_group"),
    columns=(
        Column(
            "organisation",
            Kind.IDENTIFIER,
            "The employer.",
            required=True,
            references="organisations.organisation",
        ),
        Column(
            "staff_group",
            Kind.IDENTIFIER,
            "The staff group, as in roles; blank: each of the employer's that has no row.",
            references="roles.staff_group",
        ),
        Column(
            "away_share",
            Kind.SHARE,
            "Most of the team's hours away on courses at a time; a team without a row spares "
            f"{AWAY_SHARE:g}.",
            required=True,
        ),
        source(),
    ),
)
