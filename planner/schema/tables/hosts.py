"""Who could do a back-office function for others."""

from planner.schema.column import Column, Kind, Table, source

TABLE = Table(
    name="hosts",
    row="an organisation that may do a back-office function for others",
    key=("organisation", "function"),
    columns=(
        Column(
            "organisation",
            Kind.IDENTIFIER,
            "The host.",
            required=True,
            references="organisations.organisation",
        ),
        Column(
            "function",
            Kind.IDENTIFIER,
            "The function.",
            required=True,
            references="back_office.function",
        ),
        Column(
            "fixed_cost",
            Kind.NUMBER,
            "What hosting costs the host, however much it does; the host pays it.",
            unit="k£ a year",
            default=0.0,
            minimum=0,
        ),
        Column(
            "variable_cost",
            Kind.NUMBER,
            "Price of one unit of work; whoever is served pays it.",
            unit="k£ per unit of the driver",
            required=True,
            minimum=0,
        ),
        Column(
            "capacity",
            Kind.NUMBER,
            "Most work it can do for others; blank: no limit.",
            unit="of the driver a year",
            minimum=0,
        ),
        Column(
            "minimum_scale",
            Kind.NUMBER,
            "Least work for others that makes hosting worth while.",
            unit="of the driver a year",
            default=0.0,
            minimum=0,
        ),
        Column(
            "wte_per_workload",
            Kind.NUMBER,
            "Staff it needs for one unit of work; it takes so many over from whom it serves.",
            unit="WTE per unit of the driver",
            default=0.0,
            minimum=0,
        ),
        source(),
    ),
)
