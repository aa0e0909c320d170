"""Planned changes of establishment."""

from planner.schema.column import Column, Kind, Table, source

TABLE = Table(
    name="establishments",
    row="an establishment already decided for a post, from one period on; it replaces the "
    "post's own figure and bounds",
    key=("post", "period"),
    columns=(
        Column("post", Kind.IDENTIFIER, "The posts.", required=True, references="posts.post"),
        Column("period", Kind.PERIOD, "From this period on.", required=True),
        Column(
            "establishment_wte", Kind.NUMBER, "Funded posts.", unit="WTE", required=True, minimum=0
        ),
        source(),
    ),
)
