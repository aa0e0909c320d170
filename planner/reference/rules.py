"""The page of rules: what each stage keeps, and what must hold between a place's tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from planner.place.rules import RULES as PLACE_RULES
from planner.reference import docstrings
from planner.reference.markdown import code, fenced, listed, page, table
from planner.reference.units import units
from solvers.assignment.rules import RULES as ASSIGNMENT
from solvers.hosting.rules import RULES as HOSTING
from solvers.roster.rules import PERSON_RULES as ROSTER
from solvers.rotation.rules import RULES as PLACEMENTS
from solvers.schemes.rules import RULES as SCHEMES
from solvers.skillmix.rules import RULES as SKILLMIX


@dataclass(frozen=True)
class Ruled:
    """What keeps a list of rules: its ``heading``, when they hold, the modules in their order."""

    heading: str
    note: str
    modules: Sequence[Any]


RULED: tuple[Ruled, ...] = (
    Ruled(
        "Skill mix",
        "Kept by every plan of `placeplan skillmix`. What a plan keeps besides, of what teams can "
        "reach in time, stands in `solvers/skillmix/reach.py`.",
        SKILLMIX,
    ),
    Ruled("Assignment", "Kept by every plan of `placeplan assignment`.", ASSIGNMENT),
    Ruled(
        "Roster",
        "Kept of each person by `placeplan roster`, or weighed where the terms give a price. What "
        "may be worked at all (contract, leave, competence, what is fixed) is held by "
        "`solvers/roster/check.py`; cover is weighed, see [the measures](measures.md#roster).",
        ROSTER,
    ),
    Ruled(
        "Rotation",
        "Kept by `placeplan rotation plan` and `placeplan rotation test`, of each scheme.",
        SCHEMES,
    ),
    Ruled(
        "Placements once each",
        "Kept by the engine for required placements (`solvers/rotation`), which "
        "`python -m benchmarks.rotation` runs; no command of placeplan does.",
        PLACEMENTS,
    ),
    Ruled(
        "Hosting by itself",
        "Kept by the engine that says who serves whom (`solvers/hosting`), which the skill mix "
        "uses for its back offices.",
        HOSTING,
    ),
)

_INTRODUCTION = """\
Every rule that a plan keeps, by stage, and every rule between the tables of a place. A rule of a
stage is one file: it is stated to the search there, and measured again on the finished plan
without the search. A plan that breaks one is never written.

*Told in* is how a breach is told: so much of a unit. *Source* is the publication that the rule follows; where
there is none, it follows from the words' own meaning and the place's tables.
"""
_OF_PLACE = """\
Held by `placeplan check` and before every plan, once the tables named are sound by themselves. An
error stops the plan; a warning does not.
"""


def rules_markdown() -> str:
    """The whole page."""
    return page(
        "Rules", _INTRODUCTION, [*(part for ruled in RULED for part in _stage(ruled)), *_place()]
    )


def _stage(ruled: Ruled) -> list[str]:
    rows = [
        (f"**{m.NAME}**", docstrings.promise(m), "; ".join(units(m)), docstrings.source(m) or "—")
        for m in ruled.modules
    ]
    parts = [f"## {ruled.heading}", ruled.note]
    parts.append(table(("rule", "promise", "told in", "source"), rows))
    for module in ruled.modules:
        stated = docstrings.statement(module)
        parts.append(f"### {ruled.heading}: {module.NAME}")
        if stated:
            parts.append(fenced(stated))
        parts.append(f"In {code(docstrings.path(module))}.")
    return parts


def _place() -> list[str]:
    rows = [(code(rule.name), rule.promise, listed(rule.tables)) for rule in PLACE_RULES]
    return [
        "## Tables of a place",
        _OF_PLACE.strip(),
        table(("rule", "promise", "tables"), rows),
        "In `planner/place/rules/`.",
    ]
