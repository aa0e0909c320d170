"""Visits, the patterns they make up, and need met and unmet."""

from __future__ import annotations

from planner.plan.tables.columns import PERIOD, identifier, number, pair
from planner.schema.column import Column, Kind, Table

VISITS = Table(
    name="visits",
    row="visits of one part of a pattern by one profile; a pattern is the set of visits that "
    "one occasion of a package is given in",
    key=("locality", "package", "pattern", "part", "profile", "period"),
    columns=(
        identifier("locality", "Where the person lives."),
        identifier("package", "The package."),
        Column("setting", Kind.CHOICE, "Where it is given."),
        identifier("pattern", "The visits of the occasion: parts joined by ' | '."),
        identifier("part", "The interventions of this visit joined by ' + '."),
        identifier("profile", "Who visits."),
        PERIOD,
        *pair("visits", "Visits.", "visits"),
        *pair("minutes", "Staff time with its travel.", "minutes"),
    ),
)

PATTERNS = Table(
    name="patterns",
    row="occasions of a package given in a pattern, interventions left out included",
    key=("locality", "package", "pattern", "period"),
    columns=(
        identifier("locality", "Where the person lives."),
        identifier("package", "The package."),
        identifier("pattern", "The visits of the occasion: parts joined by ' | '."),
        PERIOD,
        *pair("occasions", "Occasions.", "occasions"),
    ),
)

NEED = Table(
    name="need",
    row="an intervention in a locality",
    key=("locality", "package", "intervention", "period"),
    columns=(
        identifier("locality", "The locality."),
        identifier("need_group", "The need group."),
        identifier("package", "The package."),
        identifier("intervention", "The intervention."),
        PERIOD,
        *pair("due", "Times it falls due.", "times"),
        *pair("given", "Times it is given.", "times"),
        *pair("unmet", "Times it is not given.", "times"),
        *pair("unmet_hours", "Staff time not given, weighted by severity.", "weighted hours"),
    ),
)

LOWER_ACUITY = Table(
    name="lower_acuity",
    row="occasions of a package given as its lower-acuity alternative",
    key=("locality", "package", "period"),
    columns=(
        identifier("locality", "The locality."),
        identifier("package", "The alternative."),
        identifier("alternative_to", "The package it replaces."),
        PERIOD,
        number("occasions", "Occasions of the alternative.", "occasions"),
        number("limit", "Most that may be shifted.", "occasions"),
    ),
)

DEPLOYMENT = Table(
    name="deployment",
    row="hours of a profile given to a locality, by employers that serve the same area",
    key=("area", "profile", "locality", "period"),
    columns=(
        identifier(
            "area", "The area: a locality, or localities joined by ' + ', or 'whole place'."
        ),
        identifier("profile", "The profile."),
        identifier("locality", "Where the hours go."),
        PERIOD,
        *pair("hours", "Hours for visits and their travel.", "hours"),
    ),
)

FLOWS = Table(
    name="flows",
    row="people who cross the place's border for care, at the middle of the period; the plan "
    "serves residents without those served outside, and those from outside",
    key=("locality", "outside", "need_group", "period"),
    columns=(
        identifier("locality", "Where they live, or for people from outside are served."),
        identifier("outside", "The outside place."),
        identifier("need_group", "The need group."),
        PERIOD,
        number("served_outside", "Residents in need who are served there.", "people"),
        number("from_outside", "People from there who are served here.", "people"),
    ),
)
