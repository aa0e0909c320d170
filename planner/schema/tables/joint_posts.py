"""Posts that serve several organisations and are one post."""

from planner.schema.column import Column, Kind, Table, source
from planner.schema.terms import cost, in_force, notice

TABLE = Table(
    name="joint_posts",
    row="a post that one employer holds for several organisations; the plan decides, once and "
    "for good; who shares it is in joint_post_partners",
    key=("joint_post",),
    columns=(
        Column("joint_post", Kind.IDENTIFIER, "Short identifier of the joint post.", required=True),
        Column("name", Kind.TEXT, "Full name."),
        Column(
            "post",
            Kind.IDENTIFIER,
            "The holder's posts among which it is counted.",
            required=True,
            references="posts.post",
        ),
        Column("wte", Kind.NUMBER, "Size of the joint post.", unit="WTE", required=True, minimum=0),
        Column(
            "replaces_wte",
            Kind.NUMBER,
            "Funded posts of the holder that it replaces among its posts.",
            unit="WTE",
            default=0.0,
            minimum=0,
        ),
        cost("Cost of making it."),
        notice(),
        in_force("Whether it is there already, and so counted in the holder's establishment."),
        source(),
    ),
)
