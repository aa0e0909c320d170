"""The tables of rotation schemes set side by side. Dates are ``2027-04-05``; blocks count from 1."""

from __future__ import annotations

from planner.plan.tables.columns import ORGANISATION, identifier, number, text
from planner.schema.column import Column, Kind, Table

SCHEME = identifier("scheme", "The scheme.")
BLOCK = number("block", "The block, from 1 on.", "")


SCHEMES_TESTED = Table(
    name="schemes_tested",
    row="a scheme",
    key=("scheme",),
    columns=(
        SCHEME,
        Column(
            "came_out",
            Kind.CHOICE,
            "Whether it can be kept.",
            choices=("planned", "impossible", "no plan in the time"),
        ),
        Column(
            "proven",
            Kind.CHOICE,
            "Whether every measure is proven, in their order.",
            choices=("yes", "no"),
        ),
        number("people", "People who rotate.", "people"),
        number("weeks", "Weeks of all blocks.", "weeks"),
        text("home", "The home employer."),
        text("market", "The market that hosts would recruit from instead; blank: none."),
        number("drawn_share", "Share of that market's hires that comes from home.", "of hires"),
        text("why", "Why it cannot be kept; blank where it can."),
    ),
)

SCHEME_MEASURES = Table(
    name="scheme_measures",
    row="what a scheme comes to in a measure",
    key=("measure", "scheme"),
    columns=(
        identifier("measure", "The measure."),
        SCHEME,
        number("value", "What it comes to.", "as stated"),
        text("unit", "Its unit."),
        Column("better", Kind.CHOICE, "Which is better.", choices=("less", "more")),
        Column(
            "verdict",
            Kind.CHOICE,
            "Against the other schemes.",
            choices=("best", "joint best", "between", "worst", "alone", "all alike"),
        ),
    ),
)

SCHEME_BALANCE = Table(
    name="scheme_balance",
    row="what an employer has of a scheme's people in a block",
    key=("scheme", "organisation", "block"),
    columns=(
        SCHEME,
        ORGANISATION,
        BLOCK,
        Column("begins", Kind.DATE, "First day of the block."),
        number("has_wte", "WTE worked at its posts.", "WTE"),
        number("net_loss_wte", "WTE that it is without beyond its backfill.", "WTE"),
    ),
)

SCHEME_MONEY = Table(
    name="scheme_money",
    row="what a payer bears in a year of a scheme",
    key=("scheme", "organisation", "item"),
    columns=(
        SCHEME,
        identifier("organisation", "Who pays."),
        Column(
            "item",
            Kind.CHOICE,
            "Pay of those who rotate, or of those who fill in for them.",
            choices=("pay", "backfill"),
        ),
        number("amount", "Pay with on-costs.", "k£ a year"),
    ),
)

SCHEME_ROTATION = Table(
    name="scheme_rotation",
    row="where a person is in a block of a scheme",
    key=("scheme", "person", "block"),
    columns=(
        SCHEME,
        identifier("person", "Who."),
        BLOCK,
        Column("begins", Kind.DATE, "First day of the block."),
        identifier("post", "The post."),
        identifier("kind", "The kind of post."),
        identifier("organisation", "Whose post it is."),
    ),
)

ROTATION_TEST_TABLES: tuple[Table, ...] = (
    SCHEMES_TESTED,
    SCHEME_MEASURES,
    SCHEME_BALANCE,
    SCHEME_MONEY,
    SCHEME_ROTATION,
)
