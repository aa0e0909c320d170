"""Agreements to employ for another: employ and deploy."""

from planner.schema.column import Column, Kind, Table, source
from planner.schema.terms import cost, cost_per_year, in_force, notice

TABLE = Table(
    name="agreements",
    row="an agreement by which one organisation may employ staff who fill another's posts, "
    "for an organisation that cannot employ; the plan decides, once and for good",
    key=("agreement",),
    columns=(
        Column("agreement", Kind.IDENTIFIER, "Short identifier of the agreement.", required=True),
        Column("name", Kind.TEXT, "Full name."),
        Column(
            "employer",
            Kind.IDENTIFIER,
            "Who employs.",
            required=True,
            references="organisations.organisation",
        ),
        Column(
            "deploys_to",
            Kind.IDENTIFIER,
            "Whose posts they fill; it pays them, and what the agreement costs.",
            required=True,
            references="organisations.organisation",
        ),
        Column(
            "roles",
            Kind.IDENTIFIER,
            "Roles it covers.",
            required=True,
            many=True,
            references="roles.role",
        ),
        Column(
            "capacity",
            Kind.NUMBER,
            "Most that may be employed under it, trainees included; blank: no limit.",
            unit="WTE",
            minimum=0,
        ),
        cost("Cost of concluding it."),
        cost_per_year("Cost a year while it runs."),
        Column(
            "fee_share",
            Kind.NUMBER,
            "Fee for each WTE employed, as a share of their pay, on top of it.",
            default=0.0,
            minimum=0,
            maximum=2,
        ),
        notice(),
        in_force("Whether it runs already; then it goes on, and concluding it costs nothing."),
        source(),
    ),
)
