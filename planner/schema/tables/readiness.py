"""How much change a team can take, and how fast it takes up a new way of working."""

from planner.schema.column import Column, Kind, Table, source

TABLE = Table(
    name="readiness",
    row="a team (an employer's staff of one staff group, or all its staff) from one period on",
    key=("organisation", "staff_group", "period"),
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
            "The staff group, as in roles; blank: all the employer's staff as one team.",
            references="roles.staff_group",
        ),
        Column(
            "period",
            Kind.PERIOD,
            "The figures hold from this period on; blank: from the start of the plan.",
        ),
        Column(
            "readiness",
            Kind.SHARE,
            "Readiness for change as surveyed: 0 not at all, 1 fully.",
            required=True,
        ),
        Column(
            "change_limit",
            Kind.SHARE,
            "Share of the team's staff whose employer, role or competencies may change in a year; "
            "blank: the employer's own limit times readiness.",
            unit="of in-post WTE a year",
        ),
        Column(
            "ramp_stretch",
            Kind.NUMBER,
            "How many times as long the adoption ramp of a course takes for those who join the "
            "team by it; blank: 2 less readiness. A staff group's own row goes before the one "
            "for all staff.",
            unit="times",
            minimum=1,
            maximum=20,
        ),
        source(),
    ),
)
