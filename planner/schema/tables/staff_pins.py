"""Decisions about people that a planner has fixed by hand."""

from planner.schema.column import Column, Kind, Table

TABLE = Table(
    name="staff_pins",
    row="a decision about a person that every assignment keeps",
    key=("person", "decision", "item"),
    columns=(
        Column("person", Kind.IDENTIFIER, "Who.", required=True, references="staff.person"),
        Column(
            "decision",
            Kind.CHOICE,
            "stay: they keep their posts and go on no course; post: they are in these posts in the "
            "end; course: they go on it; not_post, not_course: they do not.",
            required=True,
            choices=("stay", "post", "course", "not_post", "not_course"),
        ),
        Column(
            "item",
            Kind.IDENTIFIER,
            "The posts or the course; for not_course blank is any, for not_post any but their own.",
        ),
        Column("reason", Kind.TEXT, "Why."),
    ),
)
