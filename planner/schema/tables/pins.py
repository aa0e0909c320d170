"""Decisions a planner has fixed by hand."""

from planner.schema.column import Column, Kind, Table

TABLE = Table(
    name="pins",
    row="a decision already taken, which every plan keeps",
    key=("decision", "organisation", "item", "period", "comparison"),
    columns=(
        Column(
            "decision",
            Kind.CHOICE,
            "What is fixed; its item is a role for in_post, establishment, hires, released and "
            "agency, a profile for profile_in_post and adopted, a course for starts, a transfer "
            "for transfers, a lever for taken, a hub's site for opened, a fragile service for "
            "own_team, and for arranged an agreement, a joint post or a rotation scheme, of "
            "whoever pays what it costs.",
            required=True,
            choices=(
                "in_post",
                "profile_in_post",
                "establishment",
                "hires",
                "released",
                "agency",
                "starts",
                "transfers",
                "adopted",
                "taken",
                "arranged",
                "opened",
                "own_team",
            ),
        ),
        Column(
            "organisation",
            Kind.IDENTIFIER,
            "The employer; for taken and own_team, who pays.",
            required=True,
            references="organisations.organisation",
        ),
        Column(
            "item",
            Kind.IDENTIFIER,
            "Role, profile, course, transfer, lever, site, service or arrangement.",
            required=True,
        ),
        Column("period", Kind.PERIOD, "The period; blank: every period."),
        Column(
            "comparison",
            Kind.CHOICE,
            "How the decision compares with the value.",
            choices=("exactly", "at_least", "at_most"),
            default="exactly",
        ),
        Column(
            "value",
            Kind.NUMBER,
            "WTE; for adopted, taken, opened, arranged and own_team 1 is yes and 0 is no.",
            unit="WTE",
            required=True,
            minimum=0,
        ),
        Column("reason", Kind.TEXT, "Why it is fixed."),
    ),
)
