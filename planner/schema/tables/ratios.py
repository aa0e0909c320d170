"""Support staff for each registrant on duty."""

from planner.schema.column import Column, Kind, Table, source
from planner.schema.tables.cover import DAYS

TABLE = Table(
    name="ratios",
    row="most support staff for each registrant on a shift at a site",
    key=("ratio",),
    columns=(
        Column("ratio", Kind.IDENTIFIER, "Identifier of the row.", required=True),
        Column("site", Kind.IDENTIFIER, "Where.", required=True, references="sites.site"),
        Column("shift", Kind.IDENTIFIER, "When.", required=True, references="shifts.shift"),
        Column("days", Kind.CHOICE, "Days of the week; blank: all.", choices=DAYS, many=True),
        Column(
            "support_per_registrant",
            Kind.NUMBER,
            "Most people of roles without registration for each one of a role with it.",
            unit="people",
            required=True,
            minimum=0,
            maximum=20,
        ),
        source(),
    ),
)
