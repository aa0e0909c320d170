"""The tables of a roster. Dates are ``2027-04-05``, moments ``2027-04-05 07:30``."""

from __future__ import annotations

from planner.plan.tables.columns import ORGANISATION, ROLE, identifier, number, text, yes_no
from planner.schema.column import Column, Kind, Table

PERSON = identifier("person", "Who.")
DATE = Column("date", Kind.DATE, "The day it begins.")


SHIFT_TIMES = Table(
    name="shift_times",
    row="a shift",
    key=("shift",),
    columns=(
        identifier("shift", "The shift."),
        text("name", "Its name."),
        text("start", "When it starts."),
        text("end", "When it ends."),
        number("hours", "Working time of it.", "hours"),
        Column(
            "kind",
            Kind.CHOICE,
            "What sort of shift it is, by its times.",
            choices=("early", "day", "late", "long_day", "night"),
        ),
    ),
)

DUTIES = Table(
    name="duties",
    row="a shift that a person works",
    key=("person", "date"),
    columns=(
        PERSON,
        DATE,
        identifier("shift", "The shift."),
        identifier("site", "Where."),
        ORGANISATION,
        identifier("host", "Who runs the site."),
        ROLE,
        text("start", "The moment it starts."),
        text("end", "The moment it ends."),
        number("hours", "Working time.", "hours"),
        yes_no("pinned", "Whether it was fixed by hand."),
    ),
)

ABSENCES = Table(
    name="absences",
    row="a day on which a person is away",
    key=("person", "date"),
    columns=(
        PERSON,
        DATE,
        Column(
            "kind",
            Kind.CHOICE,
            "Why.",
            choices=("leave", "study", "sick", "unavailable", "not_employed"),
        ),
        number("hours", "Hours credited.", "hours"),
    ),
)

ROSTER_PEOPLE = Table(
    name="roster_people",
    row="a person on the roster",
    key=("person",),
    columns=(
        PERSON,
        ORGANISATION,
        ROLE,
        identifier("site", "Their own site."),
        identifier("terms", "Their working-time terms."),
        number("contract_hours", "Contract hours over the roster.", "hours"),
        number("credited_hours", "Hours credited for leave and absence.", "hours"),
        number("worked_hours", "Hours of their shifts.", "hours"),
        number("owed_hours", "Contract hours that neither shifts nor credits make up.", "hours"),
        number("extra_hours", "Hours above the contract.", "hours"),
        number("shifts", "Shifts.", "shifts"),
        number("nights", "Night shifts.", "shifts"),
        number("fair_nights", "Their share of the nights, by contract hours.", "shifts"),
        number("weekends", "Weekends worked, in whole or part.", "weekends"),
        number("fair_weekends", "Their share of the weekends, by contract hours.", "weekends"),
        number("split_weekends", "Weekends of which one day alone is worked.", "weekends"),
        number("other_site_shifts", "Shifts away from their own site.", "shifts"),
        number("asked", "Days with a request.", "days"),
        number("met", "Of these, days on which it is met.", "days"),
    ),
)

ROSTER_HOURS = Table(
    name="roster_hours",
    row="a person's hours in one hours period",
    key=("person", "first"),
    columns=(
        PERSON,
        Column("first", Kind.DATE, "First day of the period."),
        Column("last", Kind.DATE, "Last day of it."),
        number("contract_hours", "Contract hours.", "hours"),
        number("credited_hours", "Hours credited for leave and absence.", "hours"),
        number("worked_hours", "Hours of shifts.", "hours"),
    ),
)

COVER_MET = Table(
    name="cover_met",
    row="a row of cover on a day",
    key=("cover", "date"),
    columns=(
        identifier("cover", "The row of cover."),
        DATE,
        identifier("site", "Where."),
        identifier("shift", "When."),
        text("who", "Who counts: roles, competency, or everybody."),
        number("minimum", "Fewest people that is safe.", "people"),
        number("preferred", "People wanted.", "people"),
        number("on_duty", "People who are there.", "people"),
        number("below_minimum", "People missing below the minimum.", "people"),
        number("below_preferred", "People missing below preferred.", "people"),
        number("above_preferred", "People above preferred.", "people"),
    ),
)

RATIOS_MET = Table(
    name="ratios_met",
    row="registrants and support staff on a shift",
    key=("ratio", "date"),
    columns=(
        identifier("ratio", "The row of ratios."),
        DATE,
        identifier("site", "Where."),
        identifier("shift", "When."),
        number("registrants", "Registrants on duty.", "people"),
        number("support", "Support staff on duty.", "people"),
        number("support_most", "Support staff that so many registrants may have.", "people"),
        number("registrants_missing", "Registrants missing for those on duty.", "people"),
    ),
)

REQUESTS_MET = Table(
    name="requests_met",
    row="a request on a day",
    key=("person", "date", "kind", "shift"),
    columns=(
        PERSON,
        DATE,
        text("kind", "What is asked."),
        identifier("shift", "The shift asked for or against; blank: any."),
        yes_no("met", "Whether it is met."),
    ),
)

SHORTFALLS = Table(
    name="shortfalls",
    row="minimum cover or a ratio that is not met",
    key=("cover", "date"),
    columns=(
        identifier("cover", "The row of cover or ratios."),
        DATE,
        identifier("site", "Where."),
        identifier("shift", "When."),
        text("who", "Who is missing."),
        number("missing", "People missing.", "people"),
        text("why", "Why nobody more is there, in words."),
        text("remedy", "What would mend it, in words."),
    ),
)

REMEDIES = Table(
    name="remedies",
    row="a person who could fill a shortfall, and what stands against it",
    key=("cover", "date", "person"),
    columns=(
        identifier("cover", "The row of cover or ratios."),
        DATE,
        PERSON,
        text("against", "The rule or absence that stands against it, in words."),
        number("amount", "By how much it would be broken; nought for an absence.", "as stated"),
        text("unit", "Unit of the amount."),
    ),
)

ROSTER_CHANGES = Table(
    name="roster_changes",
    row="a published day that changes",
    key=("person", "date"),
    columns=(
        PERSON,
        DATE,
        identifier("shift_before", "The shift as published; blank: off."),
        identifier("site_before", "Where."),
        identifier("shift", "The shift now; blank: off."),
        identifier("site", "Where."),
        yes_no("in_notice", "Whether it lies inside the notice period."),
        text("why", "Why, where it had to be."),
    ),
)

ROSTER_MEASURES = Table(
    name="roster_measures",
    row="a measure of the roster, and what it weighs",
    key=("measure",),
    columns=(
        identifier("measure", "The measure."),
        number(
            "amount",
            "How much of it there is, weighted by importance where rows have it.",
            "as stated",
        ),
        text("unit", "Its unit."),
        number("each", "Points for each one.", "points"),
        number("points", "Points.", "points"),
    ),
)

ROSTER_TABLES: tuple[Table, ...] = (
    SHIFT_TIMES,
    DUTIES,
    ABSENCES,
    ROSTER_PEOPLE,
    ROSTER_HOURS,
    COVER_MET,
    RATIOS_MET,
    REQUESTS_MET,
    SHORTFALLS,
    REMEDIES,
    ROSTER_CHANGES,
    ROSTER_MEASURES,
)
