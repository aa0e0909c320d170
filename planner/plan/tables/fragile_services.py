"""Fragile services: who runs each, and the visits that neighbours make."""

from __future__ import annotations

from planner.plan.tables.columns import PERIOD, identifier, number, pair
from planner.schema.column import Column, Kind, Table

FRAGILE_SERVICES = Table(
    name="fragile_services",
    row="a fragile service",
    key=("service", "period"),
    columns=(
        identifier("service", "The service."),
        PERIOD,
        *pair("own", "1 where the place runs it itself, 0 where it is bought.", "yes/no"),
        *pair("team", "Staff in post who have its competency.", "WTE"),
        number("minimum_team", "Least of them with whom the place may run it itself.", "WTE"),
        *pair(
            "own_hours", "Staff time with its travel of own visits in which it is given.", "hours"
        ),
        *pair("bought_hours", "Hours bought, travel included.", "hours"),
        number("most_hours", "Most hours that the neighbour sells.", "hours"),
        *pair("cost", "What is paid for hours bought.", "k£"),
    ),
)

BOUGHT_VISITS = Table(
    name="bought_visits",
    row="visits of one part of a pattern that a neighbour's staff make, beside those in visits",
    key=("service", "locality", "package", "part", "period"),
    columns=(
        identifier("service", "The service that is bought."),
        identifier("locality", "Where the person lives."),
        identifier("package", "The package."),
        Column("setting", Kind.CHOICE, "Where it is given."),
        identifier("part", "The interventions of this visit joined by ' + '."),
        PERIOD,
        *pair("visits", "Visits.", "visits"),
        *pair("hours", "Hours bought for them, travel included.", "hours"),
    ),
)
