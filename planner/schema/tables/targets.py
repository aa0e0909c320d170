"""How many people are wanted where there is no skill-mix plan to say so."""

from planner.schema.column import Column, Kind, Table, source

TABLE = Table(
    name="targets",
    row="how many of an employer's staff are wanted of a role, or of a profile; who holds more "
    "competencies than the profile counts too",
    key=("organisation", "role", "locality", "profile", "period"),
    columns=(
        Column(
            "organisation",
            Kind.IDENTIFIER,
            "The employer.",
            required=True,
            references="organisations.organisation",
        ),
        Column("role", Kind.IDENTIFIER, "The role.", required=True, references="roles.role"),
        Column(
            "locality",
            Kind.IDENTIFIER,
            "The one locality whose posts are meant; blank: all the employer's posts of the role.",
            references="localities.locality",
        ),
        Column(
            "profile",
            Kind.IDENTIFIER,
            "The profile of the role; blank: everybody in the role counts.",
            references="profiles.profile",
        ),
        Column(
            "period",
            Kind.PERIOD,
            "The target holds from this period on, until another row's; blank: from the start.",
        ),
        Column("wte", Kind.NUMBER, "Staff wanted.", unit="WTE", required=True, minimum=0),
        source(),
    ),
)
