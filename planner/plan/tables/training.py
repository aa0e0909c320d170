"""Places on courses, and who is on them."""

from __future__ import annotations

from planner.plan.tables.columns import PERIOD, identifier, number, yes_no
from planner.schema.column import Table

COURSE_PLACES = Table(
    name="course_places",
    row="a course in a period in which it has an intake, or somebody on it; in the baseline "
    "nobody learns anything new",
    key=("course", "period"),
    columns=(
        identifier("course", "The course."),
        identifier("organisation", "The one employer whose staff may take it; blank: pooled."),
        PERIOD,
        number("intakes", "Intakes in the period.", "intakes"),
        yes_no("limited", "Whether places are limited."),
        number("places", "Places at those intakes; 0 where they are not limited.", "WTE"),
        number("used", "Who start.", "WTE"),
        number("in_training", "Who are on the course at the end of the period.", "WTE"),
        number("completing", "Who complete and stay.", "WTE"),
        number("returning", "Who end it without completing, and go back to their posts.", "WTE"),
        number("lost", "Who leave their employer while they are on it.", "WTE"),
    ),
)
