"""Hubs: which are open, what goes out from them, and who goes."""

from __future__ import annotations

from planner.plan.tables.columns import PERIOD, identifier, number, pair
from planner.schema.column import Table

SITE = identifier("site", "The hub's site.")

HUBS = Table(
    name="hubs",
    row="a hub, open or not",
    key=("site", "period"),
    columns=(
        SITE,
        identifier("organisation", "Who runs it and pays."),
        PERIOD,
        number("desks", "Desks it has.", "desks"),
        *pair("open", "Whether it is open, 1 for yes.", "yes/no"),
        *pair("desks_used", "Desks its team needs.", "desks"),
        *pair("hours", "Hours of visits and travel from it.", "hours"),
        *pair("visits", "Joint visits from it.", "visits"),
        *pair("cost", "What it costs.", "k£"),
    ),
)

HUB_VISITS = Table(
    name="hub_visits",
    row="joint home visits from a hub: all of a package in one visit, by people of one or "
    "several employers; beside those in visits",
    key=("site", "locality", "package", "period"),
    columns=(
        SITE,
        identifier("locality", "Where the person lives."),
        identifier("package", "The package."),
        PERIOD,
        *pair("visits", "Joint visits, one for each occasion.", "visits"),
    ),
)

HUB_WORK = Table(
    name="hub_work",
    row="an intervention given on joint visits from a hub by one profile",
    key=("site", "locality", "package", "intervention", "profile", "period"),
    columns=(
        SITE,
        identifier("locality", "Where the person lives."),
        identifier("package", "The package."),
        identifier("intervention", "The intervention."),
        identifier("profile", "Who gives it."),
        PERIOD,
        *pair("times", "Times it is given.", "times"),
        *pair("minutes", "Staff time with its travel.", "minutes"),
    ),
)
