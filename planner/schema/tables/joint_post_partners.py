"""Who shares a joint post."""

from planner.schema.column import Column, Kind, Table, source

TABLE = Table(
    name="joint_post_partners",
    row="an organisation that shares a joint post beside its holder",
    key=("joint_post", "organisation"),
    columns=(
        Column(
            "joint_post",
            Kind.IDENTIFIER,
            "The joint post.",
            required=True,
            references="joint_posts.joint_post",
        ),
        Column(
            "organisation",
            Kind.IDENTIFIER,
            "Who shares it.",
            required=True,
            references="organisations.organisation",
        ),
        Column(
            "share",
            Kind.SHARE,
            "Share of its time that the organisation has, and of its pay that it bears.",
            required=True,
        ),
        Column(
            "replaces_post",
            Kind.IDENTIFIER,
            "Posts of its own that the joint post replaces in part; blank: none.",
            references="posts.post",
        ),
        Column(
            "replaces_wte",
            Kind.NUMBER,
            "How many of them.",
            unit="WTE",
            default=0.0,
            minimum=0,
        ),
        source(),
    ),
)
