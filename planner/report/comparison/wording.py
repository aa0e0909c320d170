"""What a comparison calls things."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from planner.report.figures import MINUS, amount, fixed, money, signed
from planner.report.names import Names

STAGES = {
    "skillmix": "skill mixes",
    "assignment": "assignments",
    "roster": "rosters",
    "rotation": "rotations",
    "rotation_test": "rotation schemes side by side",
}

_LONGEST = 240  # letters of a cell

#: What a difference of a priority says, shortly.
SAYS = {
    "alike": "no difference",
    "larger": "more than is unproven",
    "earlier": "more than is unproven, but an earlier priority is not proven",
    "inside": "inside what is unproven: says nothing",
    "unknown": "no bound was found: says nothing",
    "other_periods": "other periods: not compared",
    "only_before": "not a priority of this plan",
    "only_after": "a priority of this plan alone",
}

KINDS = {
    "table": "Table",
    "setting": "Setting",
    "scenario": "Scenario",
    "base": "Started from",
    "horizon": "Horizon",
    "limit": "Limit of the search",
    "seed": "Seed",
    "version": "Version",
}

#: What a measure is told by → how its things are called.
_THINGS: Mapping[str, Callable[[Names, str], str]] = {
    "organisation": Names.organisation,
    "locality": Names.locality,
    "role": Names.role,
    "theme": Names.theme_name,
    "fund": Names.fund,
    "course": Names.course,
    "scheme": Names.scheme,
}

#: Kind of choice → how what it is about is called.
_CHOSEN: Mapping[str, Callable[[Names, str], str]] = {
    "profiles adopted": Names.profile,
    "levers": Names.lever,
    "arrangements": Names.arrangement,
    "fragile services": Names.service,
}


def thing(names: Names, of: str, identifier: str) -> str:
    called = _THINGS.get(of)
    return called(names, identifier) if called and identifier else identifier or "all"


def chosen(names: Names, kind: str, identifier: str) -> str:
    called = _CHOSEN.get(kind)
    return called(names, identifier) if called else identifier


def value(figure: float, unit: str) -> str:
    """A figure with its unit; a dash where there is none."""
    if math.isnan(figure):
        return "–"
    if unit == "k£":
        return pounds(figure)
    return amount(figure, "" if unit == "as stated" else unit)


def pounds(thousands: float) -> str:
    """Money of two plans, in millions to one decimal however much it is, so that they can be told
    apart."""
    if abs(thousands) < 1e6:
        return money(thousands)
    text = f"£{fixed(abs(thousands) / 1000)}m"
    return f"{MINUS}{text}" if thousands < 0 else text


def more(difference: float, unit: str) -> str:
    """A difference with its sign."""
    return "–" if math.isnan(difference) else signed(difference, value(difference, unit))


def number(figure: float, unit: str) -> str:
    """A figure where the unit stands elsewhere; money with its own sign."""
    if math.isnan(figure):
        return "–"
    return pounds(figure) if unit == "k£" else amount(figure, unit).removesuffix(unit).strip()


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def bare(difference: float) -> str:
    """A difference with its sign and no unit, as a chart has room for."""
    return (
        signed(difference, amount(difference, "WTE").removesuffix(" WTE"))
        if abs(difference) < 1000
        else signed(difference, amount(difference, "").strip())
    )


def seen(difference: float, unit: str) -> bool:
    """Whether a difference is more than nought as it is written."""
    return any(digit in number(difference, unit) for digit in "123456789")


def cut(text: str) -> str:
    """A cell's text, cut to a bounded length."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
