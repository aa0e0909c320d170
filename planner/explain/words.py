"""Explanations in sentences and tables for a reader."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from planner.explain.cells import said
from planner.explain.impossible import Clash, Impossible, Suggestion
from planner.report.shown import Section, Summary

#: What is compared when changes are put in order.
PRICES = (
    "The cheapest stands first: 1 WTE, and £50,000 a year, count the same. Each change was made "
    "to the tables and the plan tried again."
)
UNCERTAIN = "only shares of yes/no decisions were decided in the time there was"


def told_impossible(found: Impossible, name: str) -> Summary:
    """Why a place is impossible, and what would make it possible."""
    what = "Today's way of working, carried forward," if found.today else "A plan"
    headline = [f"{what} that keeps every rule of {name} is impossible."]
    if not found.clashes:
        headline = list(found.notes)
    elif not any(clash.members for clash in found.clashes):
        headline.append(
            "Nothing that could be another figure in the tables would help: what is given of staff "
            "in post and of who may employ already contradicts itself."
        )
    elif not found.suggestions:
        headline.append("No change of those figures was found that makes it possible.")
    sections = clash_sections(found.clashes)
    if found.suggestions:
        sections.append(suggestion_section(found.suggestions, "What would make it possible"))
    return Summary(tuple(headline), tuple(sections))


def clash_sections(clashes: Sequence[Clash]) -> list[Section]:
    """A table for each conflict: its cells, and where they bite."""
    sections = []
    for number, clash in enumerate(clashes, start=1):
        which = f" {number} of {len(clashes)}" if len(clashes) > 1 else ""
        rows = [
            {
                "rule": member.rule,
                "table": member.cell.table if member.cell.table != "policy" else "place.toml",
                "row": member.cell.row or "policy",
                "column": member.cell.column,
                "value": _value(member.cell.value, member.cell.now, member.cell.unit),
                "in": ", ".join(member.when),
                "what it says": member.cell.meaning,
            }
            for member in clash.members
        ]
        sections.append(
            Section(f"What is in conflict{which}", proof(clash), pd.DataFrame(rows), ("value",))
        )
    return sections


def proof(clash: Clash) -> str:
    """How sure it is that these are in conflict, and that none is there in vain."""
    conflict = clash.conflict
    if len(clash.members) == 1:
        one = "This cannot be kept whatever the other figures that may change are"
        return f"{one}." if conflict.whole else f"{one}; yes/no decisions in part included."
    said = "These cannot all be kept"
    if conflict.smallest:
        said += ", and no smaller set of figures is in conflict"
    elif conflict.irreducible:
        said += "; leave out any one of them and the others can"
    else:
        said += "; that each of them is needed is not proven"
    return f"{said}." if not conflict.notes else f"{said} ({'; '.join(conflict.notes)})."


def suggestion_section(suggestions: Sequence[Suggestion], title: str) -> Section:
    """The changes, numbered in their order."""
    rows = [
        {
            "no.": str(number),
            "change": str(change),
            "gives up": said(round(each.cost, 2), "WTE") if change is each.changes[0] else "",
            "tried": ("possible" if each.certain else UNCERTAIN)
            if change is each.changes[0]
            else "and",
        }
        for number, each in enumerate(suggestions, start=1)
        for change in each.changes
    ]
    return Section(title, PRICES, pd.DataFrame(rows), ("gives up",))


def _value(value: object, now: float, unit: str) -> str:
    if value is None:
        return f"blank: {said(now, unit)}"
    return said(value, unit)  # type: ignore[arg-type]
