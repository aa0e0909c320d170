"""Columns that several tables of a plan share."""

from __future__ import annotations

from planner.schema.column import Column, Kind


def identifier(name: str, meaning: str) -> Column:
    return Column(name, Kind.IDENTIFIER, meaning)


def number(name: str, meaning: str, unit: str) -> Column:
    return Column(name, Kind.NUMBER, meaning, unit=unit, default=0.0)


def text(name: str, meaning: str) -> Column:
    return Column(name, Kind.TEXT, meaning)


def yes_no(name: str, meaning: str) -> Column:
    return Column(name, Kind.CHOICE, meaning, choices=("yes", "no"))


def pair(name: str, meaning: str, unit: str) -> tuple[Column, Column]:
    """A figure of the plan and the same figure of the baseline."""
    return (
        number(name, meaning, unit),
        number(f"baseline_{name}", f"{meaning[:-1]} in the baseline.", unit),
    )


ORGANISATION = identifier("organisation", "The employer.")
ROLE = identifier("role", "The role.")
LOCALITY = identifier("locality", "The locality; blank: all that the employer serves.")
PERIOD = Column("period", Kind.PERIOD, "The period.")
