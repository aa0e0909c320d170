"""The tables of a skill-mix plan, each stated once.

Every flow and amount is for the whole period it stands in (WTE, k£, visits,
minutes); ``in_post`` and its like are levels during the period. A column
``baseline_x`` is ``x`` in today's way of working carried forward; a row that
only the baseline has holds zeros in the plan's own columns, and the other way
round. Rows that are zero throughout are left out.
"""

from __future__ import annotations

from planner.schema.column import Column, Kind, Table


def _id(name: str, meaning: str) -> Column:
    return Column(name, Kind.IDENTIFIER, meaning)


def _number(name: str, meaning: str, unit: str) -> Column:
    return Column(name, Kind.NUMBER, meaning, unit=unit, default=0.0)


def _pair(name: str, meaning: str, unit: str) -> tuple[Column, Column]:
    """A figure of the plan and the same figure of the baseline."""
    return (
        _number(name, meaning, unit),
        _number(f"baseline_{name}", f"{meaning[:-1]} in the baseline.", unit),
    )


ORGANISATION = _id("organisation", "The employer.")
ROLE = _id("role", "The role.")
LOCALITY = _id("locality", "The locality; blank: all that the employer serves.")
PERIOD = Column("period", Kind.PERIOD, "The period.")

WORKFORCE = Table(
    name="workforce",
    row="staff of a profile in a group of posts; figures of the posts as a whole "
    "(establishment to agency) stand on the row of the role's own profile, so that sums are right",
    key=("post", "profile", "period"),
    columns=(
        _id("post", "The group of posts."),
        ORGANISATION,
        ROLE,
        _id("profile", "Role with its extra competencies; the role itself where there are none."),
        LOCALITY,
        PERIOD,
        *_pair("in_post", "Staff in post, without those in training.", "WTE"),
        *_pair("in_training", "Staff of the profile who are in training.", "WTE"),
        *_pair("establishment", "Funded posts.", "WTE"),
        *_pair("vacancy", "Funded posts without staff.", "WTE"),
        *_pair("over_establishment", "Staff above establishment.", "WTE"),
        *_pair("short_time", "Staff on short time.", "WTE"),
        *_pair("agency", "Agency staff.", "WTE"),
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
        _id("post", "The posts they leave, or for a hire those they join."),
        ORGANISATION,
        ROLE,
        _id("profile", "Their profile before, or for a hire the one they join in."),
        _id("to_post", "The posts they join, for a transfer or training."),
        _id("to_organisation", "The employer they join; for drawn_away the partner that hires."),
        _id("to_role", "The role they join."),
        _id("to_profile", "The profile they join in."),
        _id("via", "The market, course or transfer."),
        *_pair("wte", "People.", "WTE"),
    ),
)

ADOPTIONS = Table(
    name="adoptions",
    row="a profile that an employer adopts",
    key=("organisation", "profile"),
    columns=(
        ORGANISATION,
        _id("profile", "The profile adopted."),
        PERIOD,
        _number("cost", "One-off cost.", "k£"),
        _number("minimum_team_wte", "Smallest team worth having.", "WTE"),
    ),
)

VISITS = Table(
    name="visits",
    row="visits of one part of a pattern by one profile; a pattern is the set of visits that "
    "one occasion of a package is given in",
    key=("locality", "package", "pattern", "part", "profile", "period"),
    columns=(
        _id("locality", "Where the person lives."),
        _id("package", "The package."),
        Column("setting", Kind.CHOICE, "Where it is given."),
        _id("pattern", "The visits of the occasion: parts joined by ' | '."),
        _id("part", "The interventions of this visit joined by ' + '."),
        _id("profile", "Who visits."),
        PERIOD,
        *_pair("visits", "Visits.", "visits"),
        *_pair("minutes", "Staff time with its travel.", "minutes"),
    ),
)

PATTERNS = Table(
    name="patterns",
    row="occasions of a package given in a pattern, interventions left out included",
    key=("locality", "package", "pattern", "period"),
    columns=(
        _id("locality", "Where the person lives."),
        _id("package", "The package."),
        _id("pattern", "The visits of the occasion: parts joined by ' | '."),
        PERIOD,
        *_pair("occasions", "Occasions.", "occasions"),
    ),
)

NEED = Table(
    name="need",
    row="an intervention in a locality",
    key=("locality", "package", "intervention", "period"),
    columns=(
        _id("locality", "The locality."),
        _id("need_group", "The need group."),
        _id("package", "The package."),
        _id("intervention", "The intervention."),
        PERIOD,
        *_pair("due", "Times it falls due.", "times"),
        *_pair("given", "Times it is given.", "times"),
        *_pair("unmet", "Times it is not given.", "times"),
        *_pair("unmet_hours", "Staff time not given, weighted by severity.", "weighted hours"),
    ),
)

LOWER_ACUITY = Table(
    name="lower_acuity",
    row="occasions of a package given as its lower-acuity alternative",
    key=("locality", "package", "period"),
    columns=(
        _id("locality", "The locality."),
        _id("package", "The alternative."),
        _id("alternative_to", "The package it replaces."),
        PERIOD,
        _number("occasions", "Occasions of the alternative.", "occasions"),
        _number("limit", "Most that may be shifted.", "occasions"),
    ),
)

DEPLOYMENT = Table(
    name="deployment",
    row="hours of a profile given to a locality, by employers that serve the same area",
    key=("area", "profile", "locality", "period"),
    columns=(
        _id("area", "The area: a locality, or localities joined by ' + ', or 'whole place'."),
        _id("profile", "The profile."),
        _id("locality", "Where the hours go."),
        PERIOD,
        *_pair("hours", "Hours for visits and their travel.", "hours"),
    ),
)

SUPERVISION = Table(
    name="supervision",
    row="trainees of a course supervised from a group of posts",
    key=("course", "organisation", "post", "profile", "period"),
    columns=(
        _id("course", "The course."),
        _id("organisation", "The trainees' employer; blank where supervisors are pooled."),
        _id("post", "The supervisors' posts."),
        _id("profile", "The supervisors' profile."),
        PERIOD,
        _number("trainees", "Trainees supervised at a time.", "WTE"),
    ),
)

MONEY_LINES = (
    "pay",
    "agency",
    "hiring",
    "course_fees",
    "transfers",
    "release",
    "over_establishment",
    "short_time",
    "adoption",
    "reimbursement",
)

MONEY = Table(
    name="money",
    row="a line of an employer's spending; reimbursement is negative; course fees paid by a "
    "fund stand under the fund, not here",
    key=("organisation", "line", "period"),
    columns=(
        ORGANISATION,
        Column("line", Kind.CHOICE, "What the money is for.", choices=MONEY_LINES),
        PERIOD,
        *_pair("amount", "Money.", "k£"),
    ),
)

BUDGETS = Table(
    name="budgets",
    row="an employer's spending against its budget",
    key=("organisation", "period"),
    columns=(
        ORGANISATION,
        PERIOD,
        Column("rule", Kind.CHOICE, "hard or control_total.", choices=("hard", "control_total")),
        _number("budget", "Budget.", "k£"),
        *_pair("spending", "Spending net of reimbursement.", "k£"),
        *_pair("overspend", "Spending above budget.", "k£"),
        _number("overspend_limit", "Most that may be overspent.", "k£"),
    ),
)

FUNDS = Table(
    name="funds",
    row="what a fund pays an employer for a role, or for a course",
    key=("fund", "organisation", "item", "period"),
    columns=(
        _id("fund", "The fund."),
        ORGANISATION,
        _id("item", "The role reimbursed, or the course paid."),
        PERIOD,
        *_pair("amount", "Money.", "k£"),
    ),
)

CHANGE = Table(
    name="change",
    row="people of an employer whose employer, role or competencies change",
    key=("organisation", "period"),
    columns=(
        ORGANISATION,
        PERIOD,
        _number("people", "People.", "WTE"),
        _number("limit", "Most the employer can take.", "WTE"),
    ),
)

DESTABILISATION = Table(
    name="destabilisation",
    row="staff lost to partners and vacancy of a group of posts, beyond what it can bear",
    key=("post", "period"),
    columns=(
        _id("post", "The group of posts."),
        ORGANISATION,
        ROLE,
        PERIOD,
        *_pair("drawn_away", "Staff lost to partners.", "WTE"),
        _number("tolerated", "Losses to partners that can be borne.", "WTE"),
        *_pair("lost_beyond", "Losses to partners beyond that.", "WTE"),
        *_pair("vacancy_above_ceiling", "Vacancy above the ceiling.", "WTE"),
        *_pair("weighted", "Both, weighted by how critical the post is.", "weighted WTE-years"),
    ),
)

MEASURES = Table(
    name="measures",
    row="a measure in a period",
    key=("measure", "period"),
    columns=(
        _id("measure", "The measure."),
        Column("unit", Kind.TEXT, "Its unit."),
        PERIOD,
        *_pair("value", "The measure.", "as stated"),
    ),
)

TABLES: tuple[Table, ...] = (
    WORKFORCE,
    MOVES,
    ADOPTIONS,
    VISITS,
    PATTERNS,
    NEED,
    LOWER_ACUITY,
    DEPLOYMENT,
    SUPERVISION,
    MONEY,
    BUDGETS,
    FUNDS,
    CHANGE,
    DESTABILISATION,
    MEASURES,
)

BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}
