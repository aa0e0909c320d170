"""Ring-fenced money that lapses at the end of the financial year."""

from planner.schema.column import Column, Kind, Table, source
from planner.schema.tables.organisations import ORGANISATION_KINDS

TABLE = Table(
    name="funds",
    row="ring-fenced money; what is not used by the end of March lapses",
    key=("fund",),
    columns=(
        Column("fund", Kind.IDENTIFIER, "Short identifier of the fund.", required=True),
        Column("name", Kind.TEXT, "Full name."),
        Column(
            "kind",
            Kind.CHOICE,
            "reimbursement: pays for eligible roles in post; training: pays course fees.",
            required=True,
            choices=("reimbursement", "training"),
        ),
        Column(
            "amount", Kind.NUMBER, "Money in the fund.", unit="k£ a year", required=True, minimum=0
        ),
        Column(
            "organisation",
            Kind.IDENTIFIER,
            "The one employer that may claim; blank: see kinds.",
            references="organisations.organisation",
        ),
        Column(
            "kinds",
            Kind.CHOICE,
            "Kinds of employer that may claim; blank: any.",
            choices=ORGANISATION_KINDS,
            many=True,
        ),
        source(),
    ),
)
