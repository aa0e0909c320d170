"""Which stages a place is made for, and so which tables it cannot do without."""

from __future__ import annotations

from collections.abc import Mapping

from planner.errors import Finding, InputError
from planner.place.place import Place
from planner.schema import TABLES, Table

#: What a place is for that does not say.
FIRST = "skillmix"

WORDS = {
    "skillmix": "the skill mix",
    "assignment": "an assignment",
    "roster": "a roster",
    "rotation": "a rotation scheme",
}


#: Tables that only a place for the stage has.
TOLD_BY = {
    "skillmix": ("need_groups", "needs", "packages", "interventions"),
    "assignment": ("targets", "team_minimums"),
    "roster": ("shifts", "cover", "contracts"),
    "rotation": ("rotation_schemes", "rotation_posts", "rotation_people"),
}

#: Tables that one stage alone reads: any other's plan is the same whatever they say.
READ_BY_ONE = {
    "assignment": frozenset(
        {"targets", "team_minimums", "team_limits", "staff_preferences", "staff_pins"}
    ),
    "roster": frozenset(
        {
            *("shifts", "cover", "ratios", "working_time", "contracts", "requests"),
            *("roster_pins", "worked", "roster_points"),
        }
    ),
    "rotation": frozenset(
        {
            *("rotation_schemes", "rotation_posts", "rotation_people", "rotation_kinds"),
            *("rotation_wishes", "rotation_pins"),
        }
    ),
    "stress": frozenset({"uncertainty"}),
}

#: Tables that a stage needs and other stages may do without.
ALSO = {"assignment": ("posts", "role_competencies", "staff")}


def stages_of(filled: Mapping[str, bool]) -> frozenset[str]:
    """The stages a place is for: those with rows in a table that only they need.

    ``filled`` says of each table that is there whether it has rows, or may have.
    """
    own = {stage for stage, told in TOLD_BY.items() if any(filled.get(name) for name in told)}
    return frozenset(own) or frozenset({FIRST})


def wanted(table: Table, stages: frozenset[str]) -> bool:
    """Whether a place for these stages must have rows of the table."""
    return table.required and (not table.stage or table.stage in stages)


def unread(stage: str) -> frozenset[str]:
    """Tables that a stage does not read, because another alone does. A test of schemes reads
    what plans of them read."""
    own = stage.removesuffix("_test")
    others = (tables for reader, tables in READ_BY_ONE.items() if reader != own)
    return frozenset[str]().union(*others)


def needing(table: Table) -> list[str]:
    """The stages that cannot do without the table and others can, in words."""
    stages = [table.stage] if table.required and table.stage else []
    stages += [stage for stage, tables in ALSO.items() if table.name in tables]
    return [WORDS[stage] for stage in stages]


def needed_for(table: Table) -> str:
    """Who needs the table, in words."""
    if table.required and not table.stage:
        return "needed"
    stages = needing(table)
    return f"needed for {' and '.join(stages)}" if stages else "may be left out"


def require(place: Place, stage: str) -> None:
    """Refuse a place that lacks tables the stage needs.

    Raises
    ------
    InputError : each table that has no rows.
    """
    lacking = [
        t
        for t in TABLES
        if (wanted(t, frozenset({stage})) or t.name in ALSO.get(stage, ()))
        and not len(place[t.name])
    ]
    where = "" if place.origin is None else place.origin.name
    if lacking:
        raise InputError(
            [
                Finding(
                    f"{WORDS[stage]} needs the table {table.name}, and it has no rows",
                    f"add it: each row is {table.row}",
                    where,
                    table.name,
                )
                for table in lacking
            ]
        )
