"""How far things may turn out otherwise than the plan reckons with."""

from planner.schema.column import Column, Kind, Table, source
from planner.schema.tables.need_groups import THEMES

QUANTITIES = ("demand", "turnover", "completion", "recruitment")
DISTRIBUTIONS = ("none", "normal", "lognormal", "triangular", "beta")

#: Quantity → columns that may narrow it; of two rows that fit, the one that names the first of
#: these holds, then the second, …
NARROWED_BY = {
    "demand": ("need_group", "theme"),
    "turnover": ("organisation", "role", "staff_group"),
    "completion": ("course",),
    "recruitment": ("recruitment", "role"),
}
SCOPES = ("theme", "need_group", "organisation", "role", "staff_group", "course", "recruitment")

TABLE = Table(
    name="uncertainty",
    row="how far a quantity may turn out otherwise than the plan reckons with; what no row is "
    "about is spread as the reference page of placeplan stress says",
    key=("quantity", *SCOPES),
    columns=(
        Column(
            "quantity",
            Kind.CHOICE,
            "demand: people in need; turnover: the share who leave; completion: the share of "
            "trainees who complete; recruitment: recruits of a market against its supply.",
            required=True,
            choices=QUANTITIES,
        ),
        Column(
            "theme",
            Kind.CHOICE,
            "Demand: only of this planning theme; blank: of all.",
            choices=THEMES,
        ),
        Column(
            "need_group",
            Kind.IDENTIFIER,
            "Demand: only of this need group.",
            references="need_groups.need_group",
        ),
        Column(
            "organisation",
            Kind.IDENTIFIER,
            "Turnover: only at this employer; such a row goes before one for a role.",
            references="organisations.organisation",
        ),
        Column(
            "role",
            Kind.IDENTIFIER,
            "Turnover and recruitment: only of this role.",
            references="roles.role",
        ),
        Column(
            "staff_group",
            Kind.IDENTIFIER,
            "Turnover: only of this staff group, as in roles.",
            references="roles.staff_group",
        ),
        Column(
            "course",
            Kind.IDENTIFIER,
            "Completion: only of this course.",
            references="courses.course",
        ),
        Column(
            "recruitment",
            Kind.IDENTIFIER,
            "Recruitment: only in this labour market.",
            references="recruitment.recruitment",
        ),
        Column(
            "distribution",
            Kind.CHOICE,
            "How the factor on the plan's figure is spread. none: it is as planned; normal: about 1, "
            "cut off at nought and at 2; lognormal: about a mean of 1; triangular: low, likely, "
            "high; beta (completion): the share completing itself.",
            choices=DISTRIBUTIONS,
            default="lognormal",
        ),
        Column(
            "spread",
            Kind.NUMBER,
            "Normal, lognormal and beta: standard deviation as a share of the plan's figure.",
            minimum=0,
            maximum=2,
        ),
        Column("low", Kind.NUMBER, "Triangular: the least factor.", minimum=0, maximum=10),
        Column("likely", Kind.NUMBER, "Triangular: the likeliest factor.", minimum=0, maximum=10),
        Column("high", Kind.NUMBER, "Triangular: the largest factor.", minimum=0, maximum=10),
        Column(
            "shared_by_all",
            Kind.SHARE,
            "Share of the variance that is one shock to the whole place.",
            default=0.4,
        ),
        Column(
            "shared_by_group",
            Kind.SHARE,
            "Share of the variance that is one shock to a locality (demand), an employer "
            "(turnover), the courses or the markets of one role; the rest is each one's own.",
            default=0.2,
        ),
        Column(
            "persistence",
            Kind.SHARE,
            "How much of a shock is left a year later: the correlation between the two.",
            unit="a year",
            default=0.6,
        ),
        Column(
            "chance",
            Kind.BOOLEAN,
            "Whether beside that each person is left to chance, as a binomial draw: who leaves, "
            "who completes, which hire does not come. Demand has none.",
            default=True,
        ),
        source(),
    ),
)
