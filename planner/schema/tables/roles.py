"""Kinds of post."""

from planner.schema.column import Column, Kind, Table, source

TABLE = Table(
    name="roles",
    row="a kind of post",
    key=("role",),
    required=True,
    columns=(
        Column("role", Kind.IDENTIFIER, "Short identifier of the role.", required=True),
        Column("name", Kind.TEXT, "Full name."),
        Column(
            "staff_group",
            Kind.IDENTIFIER,
            "The profession it belongs to, as interventions.profession names it.",
            required=True,
        ),
        Column("band", Kind.TEXT, "Pay band or grade."),
        Column(
            "registration", Kind.TEXT, "Professional register (NMC, HCPC, …); blank: unregistered."
        ),
        Column(
            "annual_cost",
            Kind.NUMBER,
            "Pay with employer's on-costs for one WTE.",
            unit="k£ a year",
            required=True,
            minimum=0,
        ),
        Column(
            "hours_per_week",
            Kind.NUMBER,
            "Contract hours of one WTE.",
            unit="hours",
            default=37.5,
            minimum=1,
            maximum=60,
        ),
        Column(
            "headroom",
            Kind.SHARE,
            "Share of contract hours on leave, bank holidays and study. Sickness is counted "
            "apart, per post.",
            default=0.16,
        ),
        Column(
            "patient_facing",
            Kind.SHARE,
            "Share of hours at work that is spent on visits, with their travel; the rest is "
            "records, meetings and work outside the packages.",
            default=0.6,
        ),
        Column(
            "career_step",
            Kind.IDENTIFIER,
            "The role usually taken up next.",
            references="roles.role",
        ),
        source(),
    ),
)
