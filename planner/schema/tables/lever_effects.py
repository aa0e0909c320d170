"""What levers do."""

from planner.schema.column import Column, Kind, Table, source

TABLE = Table(
    name="lever_effects",
    row="one thing that a lever does once it works; effects on the same thing add up",
    key=("lever", "effect", "need_group", "package", "recruitment", "locality"),
    columns=(
        Column(
            "lever",
            Kind.IDENTIFIER,
            "The lever.",
            required=True,
            references="levers.lever",
        ),
        Column(
            "effect",
            Kind.CHOICE,
            "What it moves: demand (the share of occasions that no longer arise), minutes (the "
            "share of staff minutes saved on every visit), travel (the share of travel saved on "
            "every home visit), supply (further recruits of a market).",
            required=True,
            choices=("demand", "minutes", "travel", "supply"),
        ),
        Column(
            "need_group",
            Kind.IDENTIFIER,
            "Demand and minutes: only of this need group.",
            references="need_groups.need_group",
        ),
        Column(
            "package",
            Kind.IDENTIFIER,
            "Demand and minutes: only of this package.",
            references="packages.package",
        ),
        Column(
            "recruitment",
            Kind.IDENTIFIER,
            "Supply: the labour market.",
            references="recruitment.recruitment",
        ),
        Column(
            "locality",
            Kind.IDENTIFIER,
            "Demand, minutes and travel: only there; blank: everywhere.",
            references="localities.locality",
        ),
        Column(
            "amount",
            Kind.NUMBER,
            "How much: a share (0 to 1), or for supply WTE a year.",
            required=True,
            minimum=0,
        ),
        source(),
    ),
)
