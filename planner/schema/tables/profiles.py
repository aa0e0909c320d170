"""Roles with extra competencies, and new roles, that the plan may adopt."""

from planner.schema.column import Column, Kind, Table, source
from planner.schema.tables.organisations import ORGANISATION_KINDS

TABLE = Table(
    name="profiles",
    row="a role with extra competencies, or a new role, that an employer may adopt",
    key=("profile",),
    columns=(
        Column(
            "profile",
            Kind.IDENTIFIER,
            "Short identifier; not that of a role, unless the row states the terms on which "
            "that role is adopted.",
            required=True,
        ),
        Column("role", Kind.IDENTIFIER, "The role.", required=True, references="roles.role"),
        Column("name", Kind.TEXT, "Full name."),
        Column(
            "competencies",
            Kind.IDENTIFIER,
            "Competencies beyond the role's core, each learnable by the role; blank: the role "
            "itself is the new thing.",
            many=True,
            references="competencies.competency",
        ),
        Column(
            "adoption_cost",
            Kind.NUMBER,
            "One-off cost to an employer that adopts it.",
            unit="k£",
            default=0.0,
            minimum=0,
        ),
        Column(
            "minimum_team_wte",
            Kind.NUMBER,
            "Smallest team worth having in one employer, a year after adoption.",
            unit="WTE",
            default=0.0,
            minimum=0,
        ),
        Column(
            "kinds",
            Kind.CHOICE,
            "Kinds of employer that may adopt it; blank: any.",
            choices=ORGANISATION_KINDS,
            many=True,
        ),
        source(),
    ),
)
