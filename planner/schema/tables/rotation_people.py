"""Who rotates in a scheme."""

from planner.schema.column import Column, Kind, Table

TABLE = Table(
    name="rotation_people",
    row="a person who rotates in a scheme",
    key=("scheme", "person"),
    required=True,
    stage="rotation",
    columns=(
        Column(
            "scheme",
            Kind.IDENTIFIER,
            "The scheme.",
            required=True,
            references="rotation_schemes.scheme",
        ),
        Column("person", Kind.IDENTIFIER, "Who.", required=True, references="staff.person"),
        Column(
            "experienced",
            Kind.BOOLEAN,
            "Needs no supervision, and may supervise.",
            default=False,
        ),
        Column(
            "group",
            Kind.IDENTIFIER,
            "People of one group are at posts of one kind in each block; blank: on their own.",
        ),
        Column(
            "pair",
            Kind.IDENTIFIER,
            "Two people of one pair share a post: in each block one of them is there.",
        ),
        Column(
            "shared_post",
            Kind.IDENTIFIER,
            "The post that the pair shares; others of the same host in the same locality stand for it.",
        ),
        Column(
            "posts",
            Kind.IDENTIFIER,
            "Posts they may be at; blank: all.",
            many=True,
        ),
        Column(
            "before",
            Kind.IDENTIFIER,
            "The post they are at before the first block; blank: none of the scheme's.",
        ),
        Column(
            "before_blocks",
            Kind.WHOLE,
            "Blocks in a row of that post's kind until then.",
            unit="blocks",
            default=1,
            minimum=1,
            maximum=52,
        ),
        Column(
            "had",
            Kind.IDENTIFIER,
            "Kinds of post they have had enough of before: to go on, and to have gained what it teaches.",
            many=True,
        ),
    ),
)
