"""Groups of people with like needs."""

from planner.schema.column import Column, Kind, Table, source

THEMES = (
    "older_people",
    "long_term_conditions",
    "mental_health",
    "children_and_families",
    "other",
)

TABLE = Table(
    name="need_groups",
    row="a group of people with like needs",
    key=("need_group",),
    required=True,
    stage="skillmix",
    columns=(
        Column("need_group", Kind.IDENTIFIER, "Short identifier of the group.", required=True),
        Column("name", Kind.TEXT, "Full name."),
        Column(
            "theme",
            Kind.CHOICE,
            "Planning theme.",
            required=True,
            choices=THEMES,
        ),
        source(),
    ),
)
