"""Named people (optional in the skill mix)."""

from planner.schema.column import Column, Kind, Table

TABLE = Table(
    name="staff",
    row="a named person; people of a post divide its in-post WTE among profiles",
    key=("person",),
    counted_once=("person", "organisation"),
    columns=(
        Column("person", Kind.IDENTIFIER, "Pseudonymous identifier.", required=True),
        Column(
            "organisation",
            Kind.IDENTIFIER,
            "The employer.",
            required=True,
            references="organisations.organisation",
        ),
        Column("role", Kind.IDENTIFIER, "The role.", required=True, references="roles.role"),
        Column("post", Kind.IDENTIFIER, "The posts they are in.", references="posts.post"),
        Column(
            "wte",
            Kind.NUMBER,
            "Whole-time equivalent.",
            unit="WTE",
            required=True,
            minimum=0,
            maximum=1.25,
        ),
        Column(
            "competencies",
            Kind.IDENTIFIER,
            "Competencies beyond the role's core.",
            many=True,
            references="competencies.competency",
        ),
        Column(
            "home_locality", Kind.IDENTIFIER, "Where they live.", references="localities.locality"
        ),
        Column("rotation_willing", Kind.BOOLEAN, "Would rotate between employers.", default=False),
        Column(
            "travel_limit",
            Kind.NUMBER,
            "Most they would travel one way to new posts.",
            unit="minutes",
            default=45.0,
            minimum=0,
            maximum=600,
        ),
    ),
)
