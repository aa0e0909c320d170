"""Arrangements between employers, and who employs whom for whom."""

from __future__ import annotations

from planner.plan.tables.columns import PERIOD, ROLE, identifier, number, pair
from planner.schema.column import Column, Kind, Table

KINDS = ("agreement", "joint_post", "rotation")

ARRANGEMENTS = Table(
    name="arrangements",
    row="an agreement, a joint post or a rotation scheme, in every period in which it runs",
    key=("arrangement", "period"),
    columns=(
        identifier("arrangement", "The agreement, joint post or rotation scheme."),
        Column("kind", Kind.CHOICE, "What it is.", choices=KINDS),
        identifier("organisation", "Who pays what it costs."),
        PERIOD,
        *pair("runs", "1 where it runs.", "yes/no"),
        *pair("wte", "Staff employed under it, in the joint post, or who rotate.", "WTE"),
        *pair("cost", "What it costs, fees included, pay not.", "k£"),
        number("grown", "Staff who grew into another profile by rotating.", "WTE"),
    ),
)

EMPLOYMENT = Table(
    name="employment",
    row="staff of a role by who employs them and for whom they work, everybody once: those "
    "whose time is shared stand with each organisation for the share it has",
    key=("employer", "organisation", "role", "arrangement", "period"),
    columns=(
        identifier("employer", "Who employs them."),
        identifier("organisation", "For whom they work."),
        ROLE,
        identifier("arrangement", "By what arrangement; blank: their own employer's."),
        PERIOD,
        *pair("wte", "Staff in post, trainees included.", "WTE"),
    ),
)
