"""Fewest people with a competency that a team, or a site, must have."""

from planner.schema.column import Column, Kind, Table, source

TABLE = Table(
    name="team_minimums",
    row="the fewest people of a team who hold a competency; a team is an employer's staff of one "
    "staff group, or all its staff, at one site or at all",
    key=("organisation", "staff_group", "site", "competency", "period"),
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
            "The staff group, as in roles; blank: all the employer's staff.",
            references="roles.staff_group",
        ),
        Column(
            "site",
            Kind.IDENTIFIER,
            "Only posts in the locality of this site count; blank: all.",
            references="sites.site",
        ),
        Column(
            "competency",
            Kind.IDENTIFIER,
            "What they must hold.",
            required=True,
            references="competencies.competency",
        ),
        Column(
            "period",
            Kind.PERIOD,
            "The minimum holds from this period on, until another row's; blank: from the start.",
        ),
        Column("people", Kind.WHOLE, "Fewest people.", unit="people", required=True, minimum=0),
        source(),
    ),
)
