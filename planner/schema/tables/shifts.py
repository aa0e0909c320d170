"""Shifts that a roster is made of.

How long one is follows from its start, end and break. A night shift is one with three
hours or more between 23:00 and 06:00 (Working Time Regulations 1998, regulation 2).
"""

from planner.schema.column import Column, Kind, Table, source

TABLE = Table(
    name="shifts",
    row="a shift, the same at every site that has it",
    key=("shift",),
    required=True,
    stage="roster",
    columns=(
        Column("shift", Kind.IDENTIFIER, "Short identifier, as on the rota.", required=True),
        Column("name", Kind.TEXT, "Name as people know it."),
        Column("start", Kind.TIME, "When it starts.", required=True),
        Column(
            "end",
            Kind.TIME,
            "When it ends; at or before its start: on the next day.",
            required=True,
        ),
        Column(
            "unpaid_break",
            Kind.WHOLE,
            "Minutes of it that do not count as working time.",
            unit="minutes",
            default=30,
            minimum=0,
            maximum=180,
        ),
        source(),
    ),
)
