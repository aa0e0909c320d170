"""The tables of a rotation. Dates are ``2027-04-05``; blocks count from 1."""

from __future__ import annotations

from planner.plan.tables.columns import ORGANISATION, ROLE, identifier, number, text, yes_no
from planner.schema.column import Column, Kind, Table

PERSON = identifier("person", "Who.")
BLOCK = number("block", "The block, from 1 on.", "")
POST = identifier("post", "The post.")
KIND = identifier("kind", "The kind of post.")


BLOCK_DATES = Table(
    name="block_dates",
    row="a block",
    key=("block",),
    columns=(
        BLOCK,
        Column("begins", Kind.DATE, "First day."),
        Column("ends", Kind.DATE, "Last day."),
    ),
)

ROTATION = Table(
    name="rotation",
    row="where a person is in a block",
    key=("person", "block"),
    columns=(
        PERSON,
        BLOCK,
        Column("begins", Kind.DATE, "First day of the block."),
        POST,
        KIND,
        identifier("organisation", "Whose post it is."),
        number("minutes", "Travel from where the person lives.", "minutes"),
        number("against", "What wishes against it weigh.", "minutes a day"),
        yes_no("moved", "Whether the person was at another post before."),
        text("fixed", "Why it could not be otherwise: by hand, or by notice; blank: chosen."),
    ),
)

ROTATION_AWAY = Table(
    name="rotation_away",
    row="a block that a person is on leave",
    key=("person", "block"),
    columns=(PERSON, BLOCK),
)

POST_COVER = Table(
    name="post_cover",
    row="a post in a block",
    key=("post", "block"),
    columns=(
        POST,
        BLOCK,
        KIND,
        ORGANISATION,
        number("least", "Fewest people it must have.", "people"),
        number("wanted", "WTE that it wants.", "WTE"),
        number("people", "People who are there.", "people"),
        number("wte", "WTE of theirs that is worked there.", "WTE"),
        number("experienced", "Of the people, those with experience.", "people"),
        number("stayed_on", "Of the people, those who were there in the block before.", "people"),
        number("missing", "WTE missing of what it wants.", "WTE"),
    ),
)

EMPLOYER_BALANCE = Table(
    name="employer_balance",
    row="what an employer has of the scheme's people in a block",
    key=("organisation", "block"),
    columns=(
        ORGANISATION,
        BLOCK,
        yes_no("home", "Whether it is the home employer."),
        number("has_wte", "WTE worked at its posts.", "WTE"),
        number("away_wte", "WTE of its own people that it is without: at hosts, or taught.", "WTE"),
        number("handover_wte", "WTE that it is without while people take over from others.", "WTE"),
        number("backfill_wte", "WTE that it can be without.", "WTE"),
        number("net_loss_wte", "WTE that it is without beyond that.", "WTE"),
    ),
)

ROTATION_PEOPLE = Table(
    name="rotation_people",
    row="a person who rotates",
    key=("person",),
    columns=(
        PERSON,
        ROLE,
        number("wte", "Whole-time equivalent.", "WTE"),
        yes_no("experienced", "Whether they need no supervision."),
        number("home_blocks", "Blocks at posts of the home employer.", "blocks"),
        number("host_blocks", "Blocks at posts of hosts.", "blocks"),
        number("away_blocks", "Blocks on leave.", "blocks"),
        number("moves", "Changes of post.", "changes"),
        number("minutes", "Travel a day, summed over blocks.", "minutes a day × blocks"),
        number("against", "Wishes not met, summed over blocks.", "minutes a day × blocks"),
        number("burden", "Both together.", "minutes a day × blocks"),
        number("gained", "Kinds of post that they come to be competent in.", "kinds"),
    ),
)

GAINS = Table(
    name="gains",
    row="a kind of post that a person comes to be competent in",
    key=("person", "kind"),
    columns=(
        PERSON,
        KIND,
        number("block", "The block at whose end it is; 0: before the first.", ""),
        Column("gained", Kind.DATE, "The day of it; of what was before, the scheme's first day."),
        text("competencies", "Competencies gained."),
    ),
)

ROTATION_MONEY = Table(
    name="rotation_money",
    row="what a payer bears over all blocks",
    key=("organisation", "item"),
    columns=(
        identifier("organisation", "Who pays."),
        Column(
            "item",
            Kind.CHOICE,
            "Pay of those who rotate, or of those who fill in for them.",
            choices=("pay", "backfill"),
        ),
        number("amount", "Pay with on-costs.", "k£"),
        number("wte_years", "What it is for.", "WTE years"),
    ),
)

ROTATION_TABLES: tuple[Table, ...] = (
    BLOCK_DATES,
    ROTATION,
    ROTATION_AWAY,
    POST_COVER,
    EMPLOYER_BALANCE,
    ROTATION_PEOPLE,
    GAINS,
    ROTATION_MONEY,
)
