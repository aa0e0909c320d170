"""Patients across the place's border."""

from planner.schema.column import Column, Kind, Table, source

TABLE = Table(
    name="flows",
    row="residents of a locality served by an outside place and its people served here, "
    "from one period on",
    key=("locality", "outside", "need_group", "period"),
    columns=(
        Column(
            "locality",
            Kind.IDENTIFIER,
            "The locality they live in, or for people from outside where they are served.",
            required=True,
            references="localities.locality",
        ),
        Column(
            "outside",
            Kind.IDENTIFIER,
            "The outside place, by a name of your choice.",
            required=True,
        ),
        Column(
            "need_group",
            Kind.IDENTIFIER,
            "The need group; blank: every need group, but for those with rows of their own for "
            "the locality and outside place, from their period on.",
            references="need_groups.need_group",
        ),
        Column(
            "period",
            Kind.PERIOD,
            "The figures hold from this period on; blank: from the start of the plan.",
        ),
        Column(
            "share_served_outside",
            Kind.SHARE,
            "Share of the residents in need who are served there.",
            default=0.0,
        ),
        Column(
            "people_from_outside",
            Kind.NUMBER,
            "People of that need group who come from there and are served here, "
            "besides those in needs; without growth.",
            unit="people",
            default=0.0,
            minimum=0,
        ),
        source(),
    ),
)
