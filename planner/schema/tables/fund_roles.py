"""What a fund reimburses."""

from planner.schema.column import Column, Kind, Table, source

TABLE = Table(
    name="fund_roles",
    row="a role that a reimbursement fund pays for",
    key=("fund", "role"),
    columns=(
        Column("fund", Kind.IDENTIFIER, "The fund.", required=True, references="funds.fund"),
        Column("role", Kind.IDENTIFIER, "The role.", required=True, references="roles.role"),
        Column(
            "maximum_per_wte",
            Kind.NUMBER,
            "Most it pays for one WTE.",
            unit="k£ a year",
            required=True,
            minimum=0,
        ),
        source(),
    ),
)
