"""The tables of a skill-mix plan played against chance.

``policy`` is how hiring goes on: ``rigid``, as the plan has it; ``refill``, back up to whom the
plan has in post, as far as markets have people. ``planned`` is the plan's own figure. A blank
organisation is the whole place (of probabilities: any employer), a blank theme all need, a
blank period any of them.
"""

from __future__ import annotations

from planner.plan.tables.columns import ORGANISATION, PERIOD, identifier, number, text, yes_no
from planner.schema.column import Column, Kind, Table

POLICY = Column("policy", Kind.CHOICE, "How hiring goes on.", choices=("rigid", "refill"))
WHO = identifier("organisation", "The employer; blank: the whole place, or any of them.")

_BANDS = (
    number("planned", "The plan's own figure.", "as stated"),
    number("mean", "Mean over the draws.", "as stated"),
    *(
        number(f"p{share}", f"{share} in 100 draws are below it.", "as stated")
        for share in (5, 25, 50, 75, 95)
    ),
)

STRESS_BANDS = Table(
    name="stress_bands",
    row="a figure of an employer in a period over all draws",
    key=("policy", "organisation", "measure", "period"),
    columns=(
        POLICY,
        WHO,
        Column(
            "measure",
            Kind.CHOICE,
            "Staff in post with trainees, vacancies, spending, hours a week asked for visits and "
            "their travel, and of them those not given.",
            choices=("in_post", "vacancy", "spending", "hours_asked", "hours_short"),
        ),
        PERIOD,
        text("unit", "Its unit."),
        *_BANDS,
    ),
)

STRESS_NEED = Table(
    name="stress_need",
    row="unmet need of a planning theme in a period over all draws",
    key=("policy", "theme", "period"),
    columns=(
        POLICY,
        identifier("theme", "The planning theme; blank: all need."),
        PERIOD,
        text("unit", "Hours of care not given, weighted by severity."),
        *_BANDS,
    ),
)

STRESS_BREACHES = Table(
    name="stress_breaches",
    row="how likely an employer is beyond a limit in a period",
    key=("policy", "organisation", "limit", "period"),
    columns=(
        POLICY,
        WHO,
        Column(
            "limit",
            Kind.CHOICE,
            "vacancy_ceiling: vacancy of some group of posts above its ceiling; vacancy_together: "
            "of all posts above their ceilings together; vacancy_limit: of some group above what "
            "it may never exceed; budget: spending above the budget and what may be overspent; "
            "need: more of the hours asked not given than the share allowed; any: any of them.",
            choices=(
                "vacancy_ceiling",
                "vacancy_together",
                "vacancy_limit",
                "budget",
                "need",
                "any",
            ),
        ),
        Column("period", Kind.PERIOD, "The period; blank: any of them."),
        number("probability", "Share of draws beyond it.", "of draws"),
        number("standard_error", "Of the probability, as there are so many draws.", "of draws"),
        yes_no("planned", "Whether the plan itself is beyond it."),
        number("beyond", "How far, on average over the draws beyond it.", "as stated"),
        text("unit", "Unit of how far; blank: of several limits or periods."),
    ),
)

STRESS_POSTS = Table(
    name="stress_posts",
    row="how likely vacancy of a group of posts is above its ceiling in a period",
    key=("policy", "post", "period"),
    columns=(
        POLICY,
        identifier("post", "The group of posts."),
        ORGANISATION,
        identifier("role", "The role."),
        PERIOD,
        number("probability", "Share of draws above the ceiling.", "of draws"),
        number("standard_error", "Of the probability.", "of draws"),
        number("above", "Vacancy above the ceiling, mean of all draws.", "WTE"),
    ),
)

STRESS_DRIVERS = Table(
    name="stress_drivers",
    row="how a limit of an employer goes with a source of uncertainty, in the period in which "
    "the limit is likeliest broken",
    key=("policy", "organisation", "limit", "source"),
    columns=(
        POLICY,
        ORGANISATION,
        Column(
            "limit",
            Kind.CHOICE,
            "The limit.",
            choices=("vacancy_ceiling", "vacancy_together", "vacancy_limit", "budget", "need"),
        ),
        PERIOD,
        Column(
            "source",
            Kind.CHOICE,
            "Demand in the period; turnover, recruitment and completion up to it, as factors; "
            "chance: who left beyond what turnover made likely.",
            choices=("demand", "turnover", "recruitment", "completion", "chance"),
        ),
        number("correlation", "Rank correlation of how far beyond with the source.", ""),
        number("probability", "Share of draws beyond the limit in that period.", "of draws"),
    ),
)

STRESS_TERMS = Table(
    name="stress_terms",
    row="how far a quantity was taken to be uncertain",
    key=("quantity", "of"),
    columns=(
        Column(
            "quantity",
            Kind.CHOICE,
            "The quantity.",
            choices=("demand", "turnover", "completion", "recruitment"),
        ),
        text("of", "What it is of, in words."),
        text("spread", "How the factor on the plan's figure is spread."),
        number("shared_by_all", "Variance that the whole place has in common.", "of variance"),
        number("shared_by_group", "Variance that its group has in common.", "of variance"),
        number("persistence", "Correlation with a year before.", ""),
        yes_no("chance", "Whether each person is left to chance beside that."),
        text("source", "Where it comes from."),
    ),
)

STRESS_TABLES: tuple[Table, ...] = (
    STRESS_BANDS,
    STRESS_NEED,
    STRESS_BREACHES,
    STRESS_POSTS,
    STRESS_DRIVERS,
    STRESS_TERMS,
)
