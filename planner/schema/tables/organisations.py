"""Employers of the place."""

from planner.schema.column import Column, Kind, Table, source

ORGANISATION_KINDS = (
    "acute_trust",
    "community_trust",
    "mental_health_trust",
    "ambulance_trust",
    "pcn",
    "gp_practice",
    "gp_federation",
    "council",
    "home_care",
    "care_home",
    "voluntary",
    "partnership",
    "back_office",
)

TABLE = Table(
    name="organisations",
    row="an employer, or a group of small ones planned as one",
    key=("organisation",),
    required=True,
    columns=(
        Column("organisation", Kind.IDENTIFIER, "Short identifier of the employer.", required=True),
        Column("name", Kind.TEXT, "Full name."),
        Column(
            "kind",
            Kind.CHOICE,
            "What sort of employer it is.",
            required=True,
            choices=ORGANISATION_KINDS,
        ),
        Column(
            "can_employ", Kind.BOOLEAN, "Whether it may recruit staff of its own.", default=True
        ),
        Column(
            "budget_rule",
            Kind.CHOICE,
            "hard: spending may never exceed the budget; control_total: it may, up to overspend_limit.",
            choices=("hard", "control_total"),
            default="hard",
        ),
        Column(
            "overspend_limit",
            Kind.NUMBER,
            "Most that may be overspent under a control total.",
            unit="k£ a year",
            default=0.0,
            minimum=0,
        ),
        Column(
            "change_limit",
            Kind.SHARE,
            "Share of its staff whose employer, role or competencies may change in a year; "
            "blank: the place's policy.",
            unit="of in-post WTE a year",
        ),
        source(),
    ),
)
