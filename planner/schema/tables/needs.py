"""How many people have each need, where and when."""

from planner.schema.column import Column, Kind, Table, source

TABLE = Table(
    name="needs",
    row="people of a need group in a locality, from one period on",
    key=("need_group", "locality", "period"),
    required=True,
    stage="skillmix",
    columns=(
        Column(
            "need_group",
            Kind.IDENTIFIER,
            "The need group.",
            required=True,
            references="need_groups.need_group",
        ),
        Column(
            "locality",
            Kind.IDENTIFIER,
            "The locality.",
            required=True,
            references="localities.locality",
        ),
        Column(
            "period",
            Kind.PERIOD,
            "The figure holds from this period on; blank: from the start of the plan.",
        ),
        Column("people", Kind.NUMBER, "People.", unit="people", required=True, minimum=0),
        Column(
            "growth",
            Kind.NUMBER,
            "Growth from then on, compounded.",
            unit="a year",
            default=0.0,
            minimum=-0.5,
            maximum=1.0,
        ),
        source(),
    ),
)
