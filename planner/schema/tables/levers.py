"""Investments that move demand, supply or time."""

from planner.schema.column import Column, Kind, Table, source
from planner.schema.terms import cost, cost_per_year, earliest

TABLE = Table(
    name="levers",
    row="an investment the plan may take, once and for good; what it does is in lever_effects",
    key=("lever",),
    columns=(
        Column("lever", Kind.IDENTIFIER, "Short identifier of the investment.", required=True),
        Column("name", Kind.TEXT, "Full name."),
        Column(
            "kind",
            Kind.CHOICE,
            "What sort of investment it is.",
            choices=(
                "prevention",
                "lower_acuity",
                "technology",
                "waste",
                "campaign",
                "pipeline",
                "other",
            ),
            default="other",
        ),
        Column(
            "organisation",
            Kind.IDENTIFIER,
            "Who pays for it.",
            required=True,
            references="organisations.organisation",
        ),
        cost("Cost when it is taken."),
        cost_per_year(),
        Column(
            "lag_months",
            Kind.NUMBER,
            "Months until it works.",
            unit="months",
            default=0.0,
            minimum=0,
            maximum=240,
        ),
        earliest("First period it can be taken in; blank: the first."),
        Column(
            "in_force_months",
            Kind.NUMBER,
            "Months before the start of the plan that it was taken, where it is in force: its "
            "cost is spent, what it costs a year goes on, its lag counts from then, and today's "
            "way of working has it too; blank: the plan decides.",
            unit="months",
            minimum=0,
            maximum=600,
        ),
        Column(
            "graded",
            Kind.BOOLEAN,
            "Whether a part of it can be taken, for that part of its cost and effects.",
            default=False,
        ),
        source(),
    ),
)
