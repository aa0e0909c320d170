"""Money of each employer."""

from planner.schema.column import Column, Kind, Table, source

TABLE = Table(
    name="budgets",
    row="an employer's workforce budget, from one period on",
    key=("organisation", "period"),
    columns=(
        Column(
            "organisation",
            Kind.IDENTIFIER,
            "The employer.",
            required=True,
            references="organisations.organisation",
        ),
        Column(
            "period",
            Kind.PERIOD,
            "The figure holds from this period on; blank: from the start of the plan.",
        ),
        Column(
            "amount",
            Kind.NUMBER,
            "Budget for staff and training.",
            unit="k£ a year",
            required=True,
            minimum=0,
        ),
        source(),
    ),
)
