"""What each role can do, may learn, and may not."""

from planner.schema.column import Column, Kind, Table

TABLE = Table(
    name="role_competencies",
    row="a competency in a role's scope of practice; a pair not listed is barred",
    key=("role", "competency"),
    required=True,
    stage="skillmix",
    columns=(
        Column("role", Kind.IDENTIFIER, "The role.", required=True, references="roles.role"),
        Column(
            "competency",
            Kind.IDENTIFIER,
            "The competency.",
            required=True,
            references="competencies.competency",
        ),
        Column(
            "status",
            Kind.CHOICE,
            "core: everyone in the role has it; learnable: a course may add it; barred: never.",
            required=True,
            choices=("core", "learnable", "barred"),
        ),
    ),
)
