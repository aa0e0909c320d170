"""Leave, absence and what people ask for."""

from planner.schema.column import Column, Kind, Table

#: Kinds of request that no roster may go against.
ABSENT = ("leave", "study", "sick")

TABLE = Table(
    name="requests",
    row="leave, an absence, or what a person asks for",
    key=("person", "first", "kind", "shift"),
    columns=(
        Column("person", Kind.IDENTIFIER, "Who.", required=True, references="contracts.person"),
        Column("first", Kind.DATE, "First day.", required=True),
        Column("last", Kind.DATE, "Last day; blank: the first."),
        Column(
            "kind",
            Kind.CHOICE,
            "leave, study and sick are kept, with their hours credited; unavailable is kept without; day_off, work and "
            "not_shift are kept as far as can be.",
            choices=(*ABSENT, "unavailable", "day_off", "work", "not_shift"),
            required=True,
        ),
        Column(
            "shift",
            Kind.IDENTIFIER,
            "For work and not_shift: which shift; blank: any.",
            references="shifts.shift",
        ),
        Column(
            "importance",
            Kind.NUMBER,
            "Weight beside other requests.",
            default=1.0,
            minimum=0,
            maximum=100,
        ),
        Column(
            "hours_per_day",
            Kind.NUMBER,
            "Hours credited for each day; blank: a fifth of the contract's week, Monday to Friday.",
            unit="hours",
            minimum=0,
            maximum=24,
        ),
    ),
)
