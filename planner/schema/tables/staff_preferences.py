"""What people would like, and what they would not."""

from planner.schema.column import Column, Kind, Table

TABLE = Table(
    name="staff_preferences",
    row="something a person wants, or does not want, as far as can be",
    key=("person", "about", "item"),
    columns=(
        Column("person", Kind.IDENTIFIER, "Who.", required=True, references="staff.person"),
        Column(
            "about",
            Kind.CHOICE,
            "What the item is: where they are in the end (an organisation, a post, a locality of "
            "posts), or a course they go on.",
            required=True,
            choices=("organisation", "post", "locality", "course"),
        ),
        Column(
            "item", Kind.IDENTIFIER, "The organisation, post, locality or course.", required=True
        ),
        Column(
            "points",
            Kind.NUMBER,
            "How much it weighs beside other people's preferences; below 0: they do not want it.",
            required=True,
            minimum=-100,
            maximum=100,
        ),
    ),
)
