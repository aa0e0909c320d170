"""What decisions fixed by hand cost each priority."""

from __future__ import annotations

from planner.plan.tables.columns import identifier, number
from planner.schema.column import Column, Kind, Table

#: What a cost says, given what is proven of both plans.
PIN_VERDICTS = ("alike", "larger", "earlier", "inside")

PIN_COSTS = Table(
    name="pin_costs",
    row="a priority, in this plan and in one without some or all of its pins; empty unless asked for",
    key=("dropped", "priority"),
    columns=(
        Column("dropped", Kind.TEXT, "The pins that the other plan is without, in words."),
        Column(
            "found",
            Kind.CHOICE,
            "How the other plan came about: planned again beside this one, or named.",
            choices=("planned_again", "named"),
        ),
        identifier("priority", "The priority."),
        Column("unit", Kind.TEXT, "Its unit."),
        number("without", "Of the plan without them.", "as stated"),
        number("bound_without", "Proven: none without them is below; 0: nothing is.", "as stated"),
        number("with_pins", "Of this plan.", "as stated"),
        number("bound_with", "Proven: none with them is below; 0: nothing is.", "as stated"),
        number("cost", "With less without: below 0 the pins save of it.", "as stated"),
        number(
            "least", "Between the best with and without them lies no less than this.", "as stated"
        ),
        number("most", "And no more than this.", "as stated"),
        Column(
            "verdict",
            Kind.CHOICE,
            "alike: no difference; larger: the difference is larger than what is unproven; earlier: "
            "it is, but the better plan has not brought an earlier priority to its best; inside: it "
            "is not, and says nothing.",
            choices=PIN_VERDICTS,
        ),
    ),
)
