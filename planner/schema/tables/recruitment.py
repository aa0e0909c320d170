"""Labour markets."""

from planner.schema.column import Column, Kind, Table, source

TABLE = Table(
    name="recruitment",
    row="a labour market that a role is recruited from",
    key=("recruitment",),
    columns=(
        Column("recruitment", Kind.IDENTIFIER, "Short identifier of the market.", required=True),
        Column("role", Kind.IDENTIFIER, "The role.", required=True, references="roles.role"),
        Column("market", Kind.TEXT, "Which market: local, national, international, …"),
        Column(
            "organisation",
            Kind.IDENTIFIER,
            "The one employer that recruits there; blank: all do.",
            references="organisations.organisation",
        ),
        Column(
            "supply_per_year",
            Kind.NUMBER,
            "Most that can be hired in a year.",
            unit="WTE a year",
            required=True,
            minimum=0,
        ),
        Column(
            "lead_months",
            Kind.NUMBER,
            "Months before the first can arrive, from the start of the plan that decides; what a "
            "plan before has under way arrives when it said.",
            unit="months",
            default=0.0,
            minimum=0,
            maximum=60,
        ),
        Column(
            "cost_per_hire",
            Kind.NUMBER,
            "Cost of hiring one WTE.",
            unit="k£",
            default=0.0,
            minimum=0,
        ),
        source(),
    ),
)
