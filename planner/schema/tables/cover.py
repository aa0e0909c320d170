"""People wanted on duty."""

from planner.schema.column import Column, Kind, Table, source

#: Days of the week as the columns ``days`` name them, Monday first.
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

TABLE = Table(
    name="cover",
    row="how many people are wanted on a shift at a site, of some roles or with a competency",
    key=("cover",),
    required=True,
    stage="roster",
    columns=(
        Column("cover", Kind.IDENTIFIER, "Identifier of the row.", required=True),
        Column("site", Kind.IDENTIFIER, "Where.", required=True, references="sites.site"),
        Column("shift", Kind.IDENTIFIER, "When.", required=True, references="shifts.shift"),
        Column("days", Kind.CHOICE, "Days of the week; blank: all.", choices=DAYS, many=True),
        Column("first", Kind.DATE, "First date it holds; blank: from the start."),
        Column("last", Kind.DATE, "Last date it holds; blank: to the end."),
        Column(
            "roles",
            Kind.IDENTIFIER,
            "Roles that count; blank: all.",
            many=True,
            references="roles.role",
        ),
        Column(
            "competency",
            Kind.IDENTIFIER,
            "Only those who have it count; blank: all.",
            references="competencies.competency",
        ),
        Column(
            "minimum",
            Kind.WHOLE,
            "Fewest people that is safe.",
            unit="people",
            required=True,
            minimum=0,
            maximum=1000,
        ),
        Column(
            "preferred",
            Kind.WHOLE,
            "People wanted; blank: the minimum.",
            unit="people",
            minimum=0,
            maximum=1000,
        ),
        Column(
            "importance",
            Kind.NUMBER,
            "Weight of each one below preferred, beside the other rows.",
            default=1.0,
            minimum=0,
            maximum=100,
        ),
        source(),
    ),
)
