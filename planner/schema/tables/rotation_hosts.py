"""Where people rotate to."""

from planner.schema.column import Column, Kind, Table, source

TABLE = Table(
    name="rotation_hosts",
    row="a host of a rotation scheme",
    key=("rotation", "organisation"),
    columns=(
        Column(
            "rotation",
            Kind.IDENTIFIER,
            "The scheme.",
            required=True,
            references="rotations.rotation",
        ),
        Column(
            "organisation",
            Kind.IDENTIFIER,
            "The host; it bears the pay for the time it has.",
            required=True,
            references="organisations.organisation",
        ),
        Column(
            "share",
            Kind.SHARE,
            "Share of the time away from home that is spent there; the hosts' add up to 1.",
            required=True,
        ),
        source(),
    ),
)
