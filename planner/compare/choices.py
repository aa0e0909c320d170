"""Decisions for one thing or another that two plans take otherwise: levers, hubs, hosts, people.

A decision is told as what holds in each period, in words; periods in a row in which the same holds
are told as one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import dropwhile
from typing import Any

import pandas as pd

from planner.compare.window import Window
from planner.plan.plan import Plan

Key = tuple[str, str]
"""Whose decision it is, and about what."""
Held = Mapping[Key, Mapping[str, str]]
"""Decision → period → what holds, in words; periods in which nothing does are left out."""

#: Least share of yes that counts as yes.
_SOME = 0.5


class Over(Enum):
    """By what a decision is told."""

    PERIODS = "periods"
    DAYS = "days"  # of which only those that differ are told
    ONCE = "once"  # it is taken once, and told by no period


@dataclass(frozen=True)
class Choice:
    """``held`` says what a plan decides, by period, day, or once (under a blank period)."""

    kind: str
    held: Callable[[Plan], Held]
    over: Over = Over.PERIODS


def choice_rows(before: Plan, after: Plan, window: Window) -> list[dict[str, Any]]:
    """Rows of table ``choices_compared``, without the plan."""
    rows = []
    for choice in CHOICES_OF.get(before.record.stage, ()):
        first, second = choice.held(before), choice.held(after)
        for key in sorted({*first, *second}):
            row = _row(first.get(key, {}), second.get(key, {}), choice.over, window)
            if row:
                organisation, thing = key
                rows.append(
                    {"kind": choice.kind, "organisation": organisation, "thing": thing, **row}
                )
    return rows


def _row(
    first: Mapping[str, str], second: Mapping[str, str], over: Over, window: Window
) -> dict[str, Any]:
    """What differs; empty where nothing does."""
    order: Sequence[str] = window.shared
    if over is Over.DAYS:
        order = sorted({*first, *second} & window.days)
    elif over is Over.ONCE:
        order = [""]
    differs = [period for period in order if first.get(period, "") != second.get(period, "")]
    if not differs:
        return {}
    tell = _listed if over is Over.DAYS else _told
    told = [tell(held, differs if over is Over.DAYS else order) for held in (first, second)]
    some = [any(held.get(period) for period in order) for held in (first, second)]
    change = "changed" if all(some) else "appeared" if some[1] else "disappeared"
    return {
        "before": told[0],
        "after": told[1],
        "change": change,
        "first": differs[0],
        "periods": float(len(differs)),
    }


def _listed(held: Mapping[str, str], days: Sequence[str]) -> str:
    """``2027-04-05 E at WARD; 2027-04-06 off``."""
    return "; ".join(f"{day} {held.get(day) or 'off'}" for day in days)


def _told(held: Mapping[str, str], order: Sequence[str]) -> str:
    """``yes from 2027Q3``; ``host A to 2028Q1, host B from 2028Q2``; blank where nothing holds."""
    runs: list[tuple[str, str, str]] = []  # what holds, first, last
    for period in order:
        state = held.get(period, "")
        if runs and runs[-1][0] == state:
            runs[-1] = (state, runs[-1][1], period)
        else:
            runs.append((state, period, period))
    return ", ".join(_run(state, first, last, order) for state, first, last in runs if state)


def _run(state: str, first: str, last: str, order: Sequence[str]) -> str:
    if first == order[0] and last == order[-1]:
        return state
    if last == order[-1]:
        return f"{state} from {first}"
    if first == order[0]:
        return f"{state} to {last}"
    return f"{state} in {first}" if first == last else f"{state} {first} to {last}"


def _states(
    frame: pd.DataFrame, organisation: str, thing: str, states: Iterable[str], when: str = "period"
) -> Held:
    """From rows of a table; ``organisation`` blank: nobody's alone."""
    owners = frame[organisation] if organisation else [""] * len(frame)
    held: dict[Key, dict[str, str]] = {}
    for owner, name, period, state in zip(owners, frame[thing], frame[when], states, strict=True):
        if state:
            held.setdefault((owner, name), {})[period] = state
    return held


def _yes(column: pd.Series, word: str) -> list[str]:
    return [word if value >= _SOME else "" for value in column]


def _adopted(plan: Plan) -> Held:
    """From the period of adoption on."""
    held = {}
    for row in plan["adoptions"].itertuples(index=False):
        later = dropwhile(row.period.__ne__, plan.record.periods)
        held[(row.organisation, row.profile)] = dict.fromkeys(later, "adopted")
    return held


def _levers(plan: Plan) -> Held:
    frame = plan["levers"]
    words = ["" if s < 5e-4 else f"{round(100 * s, 1):g}% taken" for s in frame["taken"]]
    return _states(frame, "organisation", "lever", words)


def _hubs(plan: Plan) -> Held:
    return _states(plan["hubs"], "organisation", "site", _yes(plan["hubs"]["open"], "open"))


def _offices(plan: Plan) -> Held:
    frame = plan["back_office"]
    words = [f"done by {host}" if host else "does it itself" for host in frame["served_by"]]
    return _states(frame, "organisation", "function", words)


def _arrangements(plan: Plan) -> Held:
    frame = plan["arrangements"]
    return _states(frame, "organisation", "arrangement", _yes(frame["runs"], "runs"))


def _services(plan: Plan) -> Held:
    frame = plan["fragile_services"]
    words = ["own team" if own >= _SOME else "bought" for own in frame["own"]]
    return _states(frame, "", "service", words)


def _duties(plan: Plan) -> Held:
    frame = plan["duties"]
    words = [f"{s} at {site}" for s, site in zip(frame["shift"], frame["site"], strict=True)]
    return _states(frame, "organisation", "person", words, "date")


def _placements(plan: Plan) -> Held:
    return _states(plan["rotation"], "", "person", plan["rotation"]["post"], "begins")


def _assigned(plan: Plan) -> Held:
    """Where people are in the end; those who stay where they are decide nothing."""
    frame = plan["assignments"]
    words = [
        "" if r.kind == "stay" else f"to {r.to_role}, {r.to_post}, at {r.to_organisation}"
        + (f", from {r.starts}" if r.starts else "")
        for r in frame.itertuples(index=False)
    ]  # fmt: skip
    return _states(frame.assign(when=""), "organisation", "person", words, "when")


def _courses(plan: Plan) -> Held:
    frame = plan["training"]
    names = frame["person"] + " on " + frame["course"]
    words = ["intake " + intake for intake in frame["intake"]]
    return _states(frame.assign(when="", name=names), "", "name", words, "when")


CHOICES_OF: Mapping[str, tuple[Choice, ...]] = {
    "skillmix": (
        Choice("profiles adopted", _adopted),
        Choice("levers", _levers),
        Choice("hubs", _hubs),
        Choice("back office", _offices),
        Choice("arrangements", _arrangements),
        Choice("fragile services", _services),
    ),
    "roster": (Choice("shifts", _duties, Over.DAYS),),
    "rotation": (Choice("placements", _placements),),
    "assignment": (
        Choice("posts and courses of people", _assigned, Over.ONCE),
        Choice("intakes", _courses, Over.ONCE),
    ),
}
