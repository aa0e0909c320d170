"""The tables of a comparison, each stated once.

``plan`` is the plan that is compared, ``before`` its figure in the first plan, ``after`` its
own, ``difference`` the second less the first. A blank figure is one that is not there.
"""

from __future__ import annotations

from planner.plan.tables.columns import identifier, text, yes_no
from planner.schema.column import Column, Kind, Table

PLAN = identifier("plan", "The plan that is compared with the first.")
UNIT = text("unit", "Unit of the figures.")


def figure(name: str, meaning: str) -> Column:
    """A figure that may be blank."""
    return Column(name, Kind.NUMBER, meaning, unit="as stated")


BEFORE = figure("before", "In the first plan.")
AFTER = figure("after", "In the plan compared.")
DIFFERENCE = figure("difference", "After less before.")

PLANS = Table(
    name="plans_compared",
    row="a plan, the first of them the one compared with",
    key=("plan",),
    columns=(
        identifier("plan", "What the comparison calls it: its folder."),
        yes_no("first", "Whether the others are compared with it."),
        text("stage", "The stage that made it."),
        text("place", "The place it is of."),
        text("start", "First day."),
        text("periods", "Its periods, joined by ';'."),
        text("scenarios", "Its scenarios in their order, joined by ';'."),
        text("base", "The plan it was made from; blank: none."),
        text("status", "How the search came out."),
        text("ended", "Why the search ended."),
        yes_no("checked", "Whether the independent check found nothing wrong."),
    ),
)

PERIODS = Table(
    name="periods_compared",
    row="a period of the first plan or of the plan compared",
    key=("plan", "period"),
    columns=(
        PLAN,
        text("period", "Its label."),
        yes_no("before", "Whether the first plan has it."),
        yes_no("after", "Whether the plan compared has it."),
        yes_no("compared", "Whether figures of it are compared: both have it, at the same dates."),
    ),
)

#: What a difference of a priority says.
VERDICTS = (
    "alike",
    "larger",
    "earlier",
    "inside",
    "unknown",
    "other_periods",
    "only_before",
    "only_after",
)

PRIORITIES = Table(
    name="priorities_compared",
    row="a priority, over the whole of each plan",
    key=("plan", "priority"),
    columns=(
        PLAN,
        identifier("priority", "The priority."),
        UNIT,
        BEFORE,
        figure("bound_before", "Proven bound in the first plan; blank: none was found."),
        AFTER,
        figure("bound_after", "Proven bound in the plan compared; blank: none was found."),
        DIFFERENCE,
        figure("best_changed_from", "The best there is changed by no less than this."),
        figure("best_changed_to", "And by no more than this."),
        Column(
            "verdict",
            Kind.CHOICE,
            "alike: no difference; larger: the difference is larger than what is unproven; earlier: "
            "it is, but the better plan has not brought an earlier priority to its best; inside: "
            "it is not, and says nothing; unknown: a bound is missing; other_periods: the plans "
            "have other periods; only_before, only_after: one plan has the priority.",
            choices=VERDICTS,
        ),
    ),
)

MEASURES = Table(
    name="measures_compared",
    row="a measure, over the periods that both plans have",
    key=("plan", "measure", "of", "thing"),
    columns=(
        PLAN,
        text("measure", "The measure."),
        text("of", "What it is told by; blank: the whole place."),
        identifier("thing", "The organisation, locality, theme …"),
        UNIT,
        BEFORE,
        AFTER,
        DIFFERENCE,
    ),
)

DECISIONS = Table(
    name="decisions_compared",
    row="an amount decided on, in a period that both plans have, where it differs",
    key=("plan", "kind", "organisation", "role", "profile", "to", "via", "period"),
    columns=(
        PLAN,
        text("kind", "The decision."),
        identifier("organisation", "The employer."),
        identifier("role", "The role."),
        identifier("profile", "The profile, or the one people come to have."),
        identifier("to", "The employer they go to; blank: nobody goes."),
        identifier("via", "The market, course, transfer or arrangement."),
        text("period", "The period."),
        UNIT,
        BEFORE,
        AFTER,
        DIFFERENCE,
    ),
)

CHOICES = Table(
    name="choices_compared",
    row="a decision for one thing or another that differs in some period that both plans have",
    key=("plan", "kind", "organisation", "thing"),
    columns=(
        PLAN,
        text("kind", "The decision."),
        identifier("organisation", "Whose it is; blank: nobody's alone."),
        identifier("thing", "The lever, hub, function, arrangement, profile or person."),
        text("before", "In the first plan, in words; blank: not at all."),
        text("after", "In the plan compared, in words; blank: not at all."),
        Column(
            "change", Kind.CHOICE, "What happened.", choices=("appeared", "disappeared", "changed")
        ),
        text("first", "The first period in which it differs."),
        figure("periods", "Periods, days or blocks in which it differs."),
    ),
)

NAMED = Table(
    name="named_compared",
    row="something that one of the plans does not know, or by another name",
    key=("plan", "table", "identifier"),
    columns=(
        PLAN,
        text("table", "What it is."),
        identifier("identifier", "Its identifier."),
        text("before", "What the first plan calls it; blank: it does not know it."),
        text("after", "What the plan compared calls it; blank: it does not know it."),
        Column(
            "change", Kind.CHOICE, "What happened.", choices=("appeared", "disappeared", "renamed")
        ),
    ),
)

#: What a plan is made from, in the order in which it is told.
INPUT_KINDS = ("table", "setting", "scenario", "base", "horizon", "limit", "seed", "version")

INPUTS = Table(
    name="inputs_compared",
    row="something that a plan was made from, and the first was not",
    key=("plan", "kind", "name"),
    columns=(
        PLAN,
        Column("kind", Kind.CHOICE, "What it is.", choices=INPUT_KINDS),
        text("name", "The table, the key of place.toml, the scenario …"),
        text("before", "What the first plan was made from; of a table the hash of its content."),
        text("after", "What the plan compared was made from."),
        Column("change", Kind.CHOICE, "What happened.", choices=("added", "removed", "changed")),
    ),
)

ROWS = Table(
    name="rows_compared",
    row="a cell that changed, or a row that was added or removed",
    key=("plan", "table", "row", "column"),
    columns=(
        PLAN,
        text("table", "The table of the place."),
        text("row", "The row, by its key."),
        Column("change", Kind.CHOICE, "What happened.", choices=("added", "removed", "changed")),
        text("column", "The column; blank where the whole row was added or removed."),
        text("before", "The cell before."),
        text("after", "The cell now."),
        DIFFERENCE,
        figure("size", "The difference against the mean size of figures in the column."),
    ),
)

TABLES: tuple[Table, ...] = (
    PLANS,
    PERIODS,
    PRIORITIES,
    MEASURES,
    DECISIONS,
    CHOICES,
    NAMED,
    INPUTS,
    ROWS,
)
