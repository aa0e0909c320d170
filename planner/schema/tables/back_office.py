"""What employers do for themselves behind the scenes: payroll, HR, finance, estates, IT."""

from planner.schema.column import Column, Kind, Table, source

TABLE = Table(
    name="back_office",
    row="a back-office function of an employer, as it does it today",
    key=("organisation", "function"),
    columns=(
        Column(
            "organisation",
            Kind.IDENTIFIER,
            "The employer.",
            required=True,
            references="organisations.organisation",
        ),
        Column("function", Kind.IDENTIFIER, "The function, such as payroll.", required=True),
        Column(
            "driver",
            Kind.TEXT,
            "What its work is counted in, such as payslips; the same for all of the function.",
        ),
        Column(
            "workload",
            Kind.NUMBER,
            "Work in a year.",
            unit="of the driver a year",
            required=True,
            minimum=0,
        ),
        Column(
            "wte",
            Kind.NUMBER,
            "Staff who do it today; they stand in no posts.",
            unit="WTE",
            default=0.0,
            minimum=0,
        ),
        Column(
            "cost",
            Kind.NUMBER,
            "Cost of doing it oneself, staff included.",
            unit="k£ a year",
            required=True,
            minimum=0,
        ),
        Column(
            "transition_cost",
            Kind.NUMBER,
            "Paid once if it moves to a host.",
            unit="k£",
            default=0.0,
            minimum=0,
        ),
        Column(
            "redeployed_share",
            Kind.SHARE,
            "Share of those whom the host does not need who are redeployed if it moves.",
            default=1.0,
        ),
        Column(
            "retrained_share",
            Kind.SHARE,
            "Share of them who are retrained; whoever is neither is released.",
            default=0.0,
        ),
        Column(
            "retraining_cost",
            Kind.NUMBER,
            "Cost of retraining one WTE.",
            unit="k£",
            default=0.0,
            minimum=0,
        ),
        Column(
            "release_cost",
            Kind.NUMBER,
            "Cost of releasing one WTE.",
            unit="k£",
            default=0.0,
            minimum=0,
        ),
        source(),
    ),
)
