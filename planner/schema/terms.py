"""Columns that tables share about what is taken once and for good: what it costs, and when."""

from __future__ import annotations

from planner.schema.column import Column, Kind


def cost(meaning: str) -> Column:
    """What taking it costs."""
    return Column("cost", Kind.NUMBER, meaning, unit="k£", default=0.0, minimum=0)


def cost_per_year(meaning: str = "Cost a year from then on.") -> Column:
    return Column("cost_per_year", Kind.NUMBER, meaning, unit="k£ a year", default=0.0, minimum=0)


def earliest(meaning: str) -> Column:
    return Column("earliest", Kind.PERIOD, meaning)


def notice() -> Column:
    return Column(
        "notice_months",
        Kind.NUMBER,
        "Months from the start of the plan before it can begin.",
        unit="months",
        default=0.0,
        minimum=0,
        maximum=240,
    )


def in_force(meaning: str) -> Column:
    """Whether it is there from before the plan."""
    return Column("in_force", Kind.BOOLEAN, meaning, default=False)
