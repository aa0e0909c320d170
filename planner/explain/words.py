"""Explanations in sentences and tables for a reader."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from planner.explain.asked import Taken
from planner.explain.cells import said
from planner.explain.impossible import UNDECIDED, Clash, Impossible, Suggestion
from planner.report.figures import fixed
from planner.report.figures import signed as with_sign
from planner.report.shown import Section, Summary
from solvers.engine.status import Status
from solvers.skillmix.price import Price

#: What is compared when changes are put in order.
PRICES = "The cheapest stands first: 1 WTE, and £50,000 a year, count the same."
TRIED = " Each change was made to the tables and the plan tried again."
#: What stands for a figure that is next to nothing.
NEXT_TO_NOTHING = 5e-3
UNTRIED = "not tried to the end in the time there was"


def told_impossible(found: Impossible, name: str) -> Summary:
    """Why a place is impossible, and what would make it possible."""
    what = "Today's way of working, carried forward," if found.today else "A plan"
    headline = [f"{what} that keeps every rule of {name} is impossible."]
    if not found.clashes:
        headline = [*([] if UNDECIDED in found.notes else headline), *found.notes]
    elif not any(clash.members for clash in found.clashes):
        headline.append(
            "Nothing that could be another figure in the tables would help: what is given of staff "
            "in post and of who may employ already contradicts itself."
        )
    else:
        headline += found.notes
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
        said = "This cannot be kept whatever the other figures that may change are"
        if not conflict.whole:
            said += "; yes/no decisions in part included"
    else:
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
            "tried": ("possible" if each.certain else UNTRIED)
            if change is each.changes[0]
            else "and",
        }
        for number, each in enumerate(suggestions, start=1)
        for change in each.changes
    ]
    note = PRICES + TRIED if all(each.certain for each in suggestions) else PRICES
    return Section(title, note, pd.DataFrame(rows), ("gives up",))


def described(suggestion: Suggestion, what: str) -> str:
    """What is said of a change in its scenario; of one that is not known to be enough, that."""
    return what if suggestion.certain else f"{what} This change was {UNTRIED}."


def _value(value: object, now: float, unit: str) -> str:
    if value is None:
        return f"blank: {said(now, unit)}"
    return said(value, unit)  # type: ignore[arg-type]


def taken_words(taken: Taken, what: str) -> tuple[list[str], list[Section]]:
    """Sentences and tables of what it would take; ``what`` completes "To …"."""
    price = taken.price
    if price.status is Status.INFEASIBLE:
        return _cannot_be(taken, what)
    if not price.priorities:
        return [f"The time was too short to say what it would take to {what}."], []
    whole = all(each.proven for each in price.priorities)
    rows = [
        {
            "priority": _measure(each.name),
            "in this plan": _figure(each.now),
            "with it": _figure(each.then),
            "difference": _figure(each.then - each.now, signed=True),
            "unit": each.unit,
            **({} if whole else {"proven": "yes" if each.proven else "no: it may be less"}),
        }
        for each in price.priorities
    ]
    note = "Found by planning again with it as a requirement, priority by priority."
    figures = ("in this plan", "with it", "difference")
    section = Section("What it costs each priority", note, pd.DataFrame(rows), figures)
    return [_price_words(price, what)], [section]


def _price_words(price: Price, what: str) -> str:
    """What it costs in a sentence: of the first priority that is dearer, if any is."""
    how = {"kept": "with the same yes/no decisions", "in part": "with yes/no decisions in part"}
    said_how = f" ({how[price.decisions]})" if price.decisions in how else ""
    unpriced = ", ".join(map(_measure, price.unpriced))
    first = next((each for each in price.priorities if each.dearer), None)
    if first is not None:
        up_to = "" if first.proven else "up to "
        later = f" The time was too short for {unpriced}." if unpriced else ""
        return (
            f"To {what} is possible, but dearer{said_how}: {_measure(first.name)} would be "
            f"{up_to}{_figure(first.then - first.now)} {first.unit} more.{later}"
        )
    if unpriced:
        known = ", ".join(_measure(each.name) for each in price.priorities)
        return (
            f"To {what} is possible{said_how}. Nothing is given up of {known}; the time was too "
            f"short for {unpriced}."
        )
    return (
        f"To {what} is possible without giving up anything of any priority{said_how}: it is a "
        "matter of choice between plans that are as good. Pin it to have it."
    )


def _cannot_be(taken: Taken, what: str) -> tuple[list[str], list[Section]]:
    sections = clash_sections(taken.clashes)
    if not taken.clashes:
        return [f"To {what} is impossible in whole yes/no decisions; why was not found."], []
    members = [m for clash in taken.clashes for m in clash.members]
    if not members:
        return [
            f"To {what} is impossible in any way that the tables list, and no figure of them that "
            "could be another one stands against it."
        ], []
    names = "; ".join(
        f"{m.cell.column} of {m.cell.row or 'the policy'} "
        f"({_value(m.cell.value, m.cell.now, m.cell.unit)})"
        for m in members
    )
    sentence = f"To {what} is impossible: against it stand {names}."
    if taken.suggestions:
        sections.append(suggestion_section(taken.suggestions, "What it would take"))
        return [sentence], sections
    return [sentence, "No change of these figures alone was found with which it can be."], sections


def _measure(name: str) -> str:
    return name.replace("_", " ")


def _figure(amount: float, *, signed: bool = False) -> str:
    if abs(amount) < NEXT_TO_NOTHING:
        return "0"
    text = fixed(amount, 2 if abs(amount) < 1000 else 0)
    return with_sign(amount, text) if signed else text
