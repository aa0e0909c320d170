"""What one more unit of each limit would save."""

from __future__ import annotations

from planner.plan.tables.columns import PERIOD, identifier, number
from planner.schema.column import Column, Kind, Table
from solvers.skillmix.limit_words import LIMITS

BOTTLENECKS = Table(
    name="bottlenecks",
    row="a limit that holds a priority back, and none before it; the largest found of each kind, "
    "measured by raising the limit and planning again with the same profiles adopted; empty "
    "unless asked for",
    key=("priority", "limit", "what", "period"),
    columns=(
        identifier("priority", "The priority."),
        Column("limit", Kind.CHOICE, "The kind of limit.", choices=tuple(x.name for x in LIMITS)),
        Column("what", Kind.TEXT, "One more of it, in words."),
        identifier("organisation", "The employer, where the limit is one's own."),
        identifier("post", "The group of posts."),
        identifier("role", "The role."),
        identifier("profile", "The profile."),
        identifier("item", "The market, course, transfer, fund, package or staff group."),
        identifier("locality", "The locality or area."),
        PERIOD,
        Column("unit", Kind.TEXT, "Unit of the limit."),
        number("raised_by", "How much the limit was raised to measure it.", "as stated"),
        number("saves", "Saved of the priority, per unit raised.", "as stated"),
        Column("saves_unit", Kind.TEXT, "Unit of the priority."),
    ),
)
