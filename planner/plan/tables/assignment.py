"""Tables of an assignment: who takes which post, learns what, and whom that serves."""

from __future__ import annotations

from planner.plan.tables.columns import (
    ORGANISATION,
    PERIOD,
    ROLE,
    identifier,
    number,
    text,
    yes_no,
)
from planner.schema.column import Column, Kind, Table

PERSON = identifier("person", "Who.")

ASSIGNMENTS = Table(
    name="assignments",
    row="a named person, and where they are in the end",
    key=("person",),
    columns=(
        PERSON,
        Column(
            "kind",
            Kind.CHOICE,
            "What they do.",
            choices=("stay", "move", "course", "two_courses"),
        ),
        ORGANISATION,
        ROLE,
        identifier("post", "Their posts today."),
        text("holds", "What they hold beyond their role's core today, joined by ';'."),
        identifier("to_organisation", "Their employer in the end."),
        identifier("to_role", "Their role in the end."),
        identifier("to_post", "Their posts in the end."),
        text("to_hold", "What they then hold beyond their role's core, if they complete."),
        number("wte", "Their contract, which does not change.", "WTE"),
        text("starts", "First day of the move or the first course; blank: they stay."),
        number("minutes", "One way from home to new posts; 0 where they keep theirs.", "minutes"),
        identifier("transfer", "The agreed move they use; blank: none."),
        text("why", "What it is for."),
    ),
)

TRAINING = Table(
    name="training",
    row="a person on an intake of a course",
    key=("person", "course"),
    columns=(
        PERSON,
        identifier("course", "The course."),
        text("intake", "First day."),
        Column("period", Kind.PERIOD, "The period it begins in."),
        Column("complete_in", Kind.PERIOD, "The period from which what is learned counts."),
        number("wte", "Their contract.", "WTE"),
        number("completion_rate", "How likely they complete.", "share"),
        identifier("mentor", "Who mentors them while it lasts; blank: nobody need."),
    ),
)

MENTORS = Table(
    name="mentors",
    row="a mentor in a period in which they have trainees",
    key=("mentor", "period"),
    columns=(
        identifier("mentor", "Who mentors."),
        PERIOD,
        number("trainees", "Trainees.", "people"),
        number("load", "What the trainees take of the mentor, as the courses say.", "WTE"),
        number("wte", "The mentor's contract, the most that trainees may take.", "WTE"),
    ),
)

TARGETS_MET = Table(
    name="targets_met",
    row="a target in a period, of named people; who holds more than the profile counts too",
    key=("organisation", "role", "post", "locality", "profile", "period"),
    columns=(
        ORGANISATION,
        ROLE,
        identifier("post", "The posts; blank: all the employer's of the role."),
        identifier("locality", "The locality of the posts; blank: any."),
        identifier("profile", "The profile; the role itself: everybody counts."),
        PERIOD,
        number("target", "Wanted.", "WTE"),
        number("today", "There if nobody does anything.", "WTE"),
        number("assigned", "There as assigned, trainees as likely as they complete.", "WTE"),
        number("shortfall", "Missing.", "WTE"),
    ),
)

UNMET = Table(
    name="unmet_targets",
    row="a target that is not met in some period, and what stops it",
    key=("organisation", "role", "post", "locality", "profile"),
    columns=(
        ORGANISATION,
        ROLE,
        identifier("post", "The posts; blank: all the employer's of the role."),
        identifier("locality", "The locality of the posts; blank: any."),
        identifier("profile", "The profile; the role itself: everybody counts."),
        Column("period", Kind.PERIOD, "The period in which most is missing, the last of them."),
        number("shortfall", "Missing then.", "WTE"),
        number("over_time", "Missing in all periods.", "WTE-years"),
        Column(
            "stops",
            Kind.CHOICE,
            "What stops it.",
            choices=(
                "nobody_could",
                "all_there",
                "course_places",
                "backfill",
                "mentors",
                "establishment",
                "agreed_moves",
                "wanted_elsewhere",
            ),
        ),
        text("detail", "The same in words."),
    ),
)

MINIMUMS_MET = Table(
    name="minimums_met",
    row="a team's minimum of people with a competency, in a period",
    key=("organisation", "staff_group", "site", "competency", "period"),
    columns=(
        ORGANISATION,
        identifier("staff_group", "The staff group; blank: all the employer's staff."),
        identifier("site", "The site; blank: all."),
        identifier("competency", "The competency."),
        PERIOD,
        number("minimum", "Fewest.", "people"),
        number("today", "There if nobody does anything.", "people"),
        number("people", "There as assigned, trainees as likely as they complete.", "people"),
        number("below", "Missing.", "people"),
    ),
)

TEAMS = Table(
    name="team_changes",
    row="a team (an employer's staff of one staff group), and what changes for its people",
    key=("organisation", "staff_group"),
    columns=(
        ORGANISATION,
        identifier("staff_group", "The staff group."),
        number("people", "Named people.", "people"),
        number("move", "Of them come to other posts.", "people"),
        number("learn", "Of them go on a course.", "people"),
        number("even_share", "Changes if the staff group's were shared evenly.", "people"),
        number("uneven", "Changes beyond that and one person more.", "people"),
    ),
)

BACKFILL = Table(
    name="backfill",
    row="a team that has people on courses in a period",
    key=("organisation", "staff_group", "period"),
    columns=(
        ORGANISATION,
        identifier("staff_group", "The staff group."),
        PERIOD,
        number("trainees", "On courses.", "people"),
        number("away", "Hours away on courses.", "WTE"),
        number("spare", "Most that the team can spare.", "WTE"),
    ),
)

INTAKES = Table(
    name="intakes",
    row="an intake of a course that somebody begins on",
    key=("course", "intake"),
    columns=(
        identifier("course", "The course."),
        text("intake", "First day."),
        number("people", "Who begin.", "people"),
        number("taken", "Places taken.", "WTE"),
        yes_no("limited", "Whether places are limited."),
        number("places", "Places; 0 where they are not limited.", "WTE"),
    ),
)

PREFERENCES_MET = Table(
    name="preferences_met",
    row="a stated preference",
    key=("person", "about", "item"),
    columns=(
        PERSON,
        text("about", "What the item is."),
        identifier("item", "The organisation, post, locality or course."),
        number("points", "What it weighs; below 0: they do not want it.", "points"),
        yes_no("followed", "Whether it is followed."),
    ),
)

ASSIGNMENT_MEASURES = Table(
    name="assignment_measures",
    row="what a priority comes to",
    key=("measure",),
    columns=(
        identifier("measure", "The measure."),
        text("unit", "Its unit."),
        number("today", "If nobody does anything.", "as stated"),
        number("value", "As assigned.", "as stated"),
    ),
)

ASSIGNMENT_TABLES: tuple[Table, ...] = (
    ASSIGNMENTS,
    TRAINING,
    MENTORS,
    TARGETS_MET,
    UNMET,
    MINIMUMS_MET,
    TEAMS,
    BACKFILL,
    INTAKES,
    PREFERENCES_MET,
    ASSIGNMENT_MEASURES,
)
