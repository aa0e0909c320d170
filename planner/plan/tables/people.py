"""Staff, the moves they make, who supervises them, and what changes for them."""

from __future__ import annotations

from planner.plan.tables.columns import (
    LOCALITY,
    ORGANISATION,
    PERIOD,
    ROLE,
    identifier,
    number,
    pair,
)
from planner.schema.column import Column, Kind, Table

WORKFORCE = Table(
    name="workforce",
    row="staff of a profile in a group of posts; figures of the posts as a whole "
    "(establishment to agency) stand on the row of the role's own profile, so that sums are right",
    key=("post", "profile", "period"),
    columns=(
        identifier("post", "The group of posts."),
        ORGANISATION,
        ROLE,
        identifier(
            "profile", "Role with its extra competencies; the role itself where there are none."
        ),
        LOCALITY,
        PERIOD,
        *pair("in_post", "Staff in post, without those in training.", "WTE"),
        *pair("time_outside", "What those in post give to people outside the place.", "WTE"),
        *pair("in_training", "Staff of the profile who are in training.", "WTE"),
        *pair("establishment", "Funded posts.", "WTE"),
        *pair("vacancy", "Funded posts without staff.", "WTE"),
        *pair("over_establishment", "Staff above establishment.", "WTE"),
        *pair("short_time", "Staff on short time.", "WTE"),
        *pair("agency", "Agency staff.", "WTE"),
    ),
)

MOVE_KINDS = (
    "hire",
    "leaver",
    "drawn_away",
    "transfer",
    "training_start",
    "training_completion",
    "training_return",
    "release",
)

MOVES = Table(
    name="moves",
    row="people who move: hired, leaving, drawn away by a partner, transferred, starting or "
    "ending training, released",
    key=("kind", "post", "profile", "to_post", "to_profile", "to_organisation", "via", "period"),
    columns=(
        Column("kind", Kind.CHOICE, "What happens.", choices=MOVE_KINDS),
        PERIOD,
        identifier("post", "The posts they leave, or for a hire those they join."),
        ORGANISATION,
        ROLE,
        identifier("profile", "Their profile before, or for a hire the one they join in."),
        identifier("to_post", "The posts they join, for a transfer or training."),
        identifier(
            "to_organisation", "The employer they join; for drawn_away the partner that hires."
        ),
        identifier("to_role", "The role they join."),
        identifier("to_profile", "The profile they join in."),
        identifier("via", "The market, course or transfer."),
        *pair("wte", "People.", "WTE"),
    ),
)

ADOPTIONS = Table(
    name="adoptions",
    row="a profile that an employer adopts",
    key=("organisation", "profile"),
    columns=(
        ORGANISATION,
        identifier("profile", "The profile adopted."),
        PERIOD,
        number("cost", "One-off cost.", "k£"),
        number("minimum_team_wte", "Smallest team worth having.", "WTE"),
    ),
)

SUPERVISION = Table(
    name="supervision",
    row="trainees of a course supervised from a group of posts",
    key=("course", "organisation", "post", "profile", "period"),
    columns=(
        identifier("course", "The course."),
        identifier("organisation", "The trainees' employer; blank where supervisors are pooled."),
        identifier("post", "The supervisors' posts."),
        identifier("profile", "The supervisors' profile."),
        PERIOD,
        number("trainees", "Trainees supervised at a time.", "WTE"),
    ),
)

CHANGE = Table(
    name="change",
    row="people of an employer whose employer, role or competencies change",
    key=("organisation", "period"),
    columns=(
        ORGANISATION,
        PERIOD,
        number("people", "People.", "WTE"),
        number("limit", "Most the employer can take.", "WTE"),
    ),
)

READINESS = Table(
    name="readiness",
    row="people of a team whose employer, role or competencies change; a team is an employer's "
    "staff of one staff group, or all its staff",
    key=("organisation", "staff_group", "period"),
    columns=(
        ORGANISATION,
        identifier("staff_group", "The staff group; blank: all the employer's staff."),
        PERIOD,
        number("people", "People.", "WTE"),
        number("limit", "Most the team is ready for.", "WTE"),
    ),
)

DESTABILISATION = Table(
    name="destabilisation",
    row="staff lost to partners and vacancy of a group of posts, beyond what it can bear",
    key=("post", "period"),
    columns=(
        identifier("post", "The group of posts."),
        ORGANISATION,
        ROLE,
        PERIOD,
        *pair("drawn_away", "Staff lost to partners.", "WTE"),
        number("tolerated", "Losses to partners that can be borne.", "WTE"),
        *pair("lost_beyond", "Losses to partners beyond that.", "WTE"),
        *pair("vacancy_above_ceiling", "Vacancy above the ceiling.", "WTE"),
        *pair("weighted", "Both, weighted by how critical the post is.", "weighted WTE-years"),
    ),
)
