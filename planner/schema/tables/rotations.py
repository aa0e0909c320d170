"""Rotation schemes between a home employer and its hosts."""

from planner.schema.column import Column, Kind, Table, source
from planner.schema.terms import cost, cost_per_year, in_force, notice

TABLE = Table(
    name="rotations",
    row="a rotation scheme that the plan may adopt, once and for good; its hosts are in "
    "rotation_hosts",
    key=("rotation",),
    columns=(
        Column("rotation", Kind.IDENTIFIER, "Short identifier of the scheme.", required=True),
        Column("name", Kind.TEXT, "Full name."),
        Column(
            "post",
            Kind.IDENTIFIER,
            "The home employer's posts whose staff rotate.",
            required=True,
            references="posts.post",
        ),
        Column(
            "least",
            Kind.NUMBER,
            "Fewest who rotate while the scheme runs.",
            unit="WTE",
            default=0.0,
            minimum=0,
        ),
        Column("most", Kind.NUMBER, "Most who may rotate.", unit="WTE", required=True, minimum=0),
        Column(
            "block_months",
            Kind.NUMBER,
            "Months between one change of place and the next.",
            unit="months",
            default=6.0,
            minimum=1,
            maximum=36,
        ),
        Column(
            "home_share",
            Kind.SHARE,
            "Share of their time that those who rotate are at home.",
            default=0.5,
        ),
        Column(
            "handover_days",
            Kind.NUMBER,
            "Working days that each change of place costs.",
            unit="days",
            default=2.0,
            minimum=0,
            maximum=60,
        ),
        Column(
            "no_net_loss",
            Kind.BOOLEAN,
            "Whether the home posts must have as many staff present, without those away, as "
            "were present at the start; of a scheme in force its fewest are away then.",
            default=True,
        ),
        Column(
            "gains_profile",
            Kind.IDENTIFIER,
            "Profile of the same role that those who rotate grow into; blank: none.",
            references="profiles.profile",
        ),
        Column(
            "gains_per_year",
            Kind.SHARE,
            "Share of those who rotate who may grow into it in a year.",
            unit="a year",
            default=0.0,
        ),
        cost("Cost of setting it up."),
        cost_per_year("Cost a year while it runs."),
        notice(),
        in_force("Whether it runs already."),
        source(),
    ),
)
