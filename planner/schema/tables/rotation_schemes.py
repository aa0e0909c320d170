"""Rotation schemes of named people."""

from planner.schema.column import Column, Kind, Table, source

TABLE = Table(
    name="rotation_schemes",
    row="a rotation scheme of named people; its posts are in rotation_posts, its people in "
    "rotation_people",
    key=("scheme",),
    required=True,
    stage="rotation",
    columns=(
        Column("scheme", Kind.IDENTIFIER, "Short identifier of the scheme.", required=True),
        Column("name", Kind.TEXT, "Full name."),
        Column(
            "organisation",
            Kind.IDENTIFIER,
            "The home employer of those who rotate.",
            required=True,
            references="organisations.organisation",
        ),
        Column("first", Kind.DATE, "First day of the first block; blank: the place's start."),
        Column(
            "block_weeks",
            Kind.WHOLE,
            "Weeks of a block.",
            unit="weeks",
            required=True,
            minimum=1,
            maximum=52,
        ),
        Column(
            "blocks",
            Kind.WHOLE,
            "Blocks to plan.",
            unit="blocks",
            required=True,
            minimum=1,
            maximum=52,
        ),
        Column(
            "home_share",
            Kind.SHARE,
            "Least share of their blocks that each person is at posts of the home employer.",
            default=0.0,
        ),
        Column(
            "backfill_wte",
            Kind.NUMBER,
            "WTE that the home employer can be without, such as what it has recruited in their "
            "stead.",
            unit="WTE",
            default=0.0,
            minimum=0,
        ),
        Column(
            "no_net_loss",
            Kind.BOOLEAN,
            "Whether the home employer may be without no more than that in any block.",
            default=True,
        ),
        Column(
            "notice_weeks",
            Kind.WHOLE,
            "Weeks' notice that people need of a change of post.",
            unit="weeks",
            default=8,
            minimum=0,
            maximum=52,
        ),
        Column(
            "travel_limit",
            Kind.NUMBER,
            "Most travel from where a person lives to a post; blank: no limit.",
            unit="minutes",
            minimum=0,
            maximum=600,
        ),
        source(),
    ),
)
