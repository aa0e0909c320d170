"""Figures as people read them: WTE to one decimal, money in £k or £m, a true minus sign."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from planner.plan.plan import PriorityResult
from planner.report.suppression import hidden, mark, rounded, suppress_below

MINUS = "−"
NOT_TOLD = "–"
"""What stands for a figure from which a hidden number of people would follow."""
BASELINE = "today carried forward"
"""What the baseline is called to readers."""


# A bound this far from the value, as a share of it, says nothing to a reader.
_NEXT_TO_NOTHING = 0.9

Words = Callable[[float], str]
"""How a figure is put into words."""


@dataclass(frozen=True)
class Pair:
    """A figure of the plan and the same of the baseline."""

    plan: float
    baseline: float


def fixed(value: float, decimals: int = 1) -> str:
    """``1,234.5``; ``−0.04`` to one decimal is ``0.0``."""
    text = f"{abs(value):,.{decimals}f}"
    negative = value < 0 and any(digit in text for digit in "123456789")
    return f"{MINUS}{text}" if negative else text


def plain(value: float, decimals: int = 1) -> str:
    """``7.5`` and ``30,000``: decimals where there are any."""
    text = fixed(value, decimals)
    return text.rstrip("0").rstrip(".") if "." in text else text


def wte(value: float, decimals: int = 1) -> str:
    """``3.2``; a number of people, so ``<5`` and ``35`` where small numbers are suppressed."""
    if not suppress_below():
        return fixed(value, decimals)
    return mark() if hidden(value) else fixed(rounded(value), 0)


def people(value: float) -> str:
    """``1,204`` people, suppressed as ``wte`` is."""
    return wte(value, 0) if suppress_below() else count(value)


def count(value: float) -> str:
    """``17,800``; below ten with one decimal unless it is whole."""
    small = abs(value) < 10 and not math.isclose(value, round(value), abs_tol=0.05)
    return fixed(value, 1 if small else 0)


def money(thousands: float) -> str:
    """``£1.25bn``, ``£12.3m``, ``£123k``, ``£4.5k``, from k£."""
    size = abs(thousands)
    if size < 0.05:
        return "£0"
    if round(size) >= 1_000_000:
        text = f"£{size / 1e6:,.2f}bn"
    elif round(size) >= 1000:
        text = f"£{size / 1000:,.1f}m"
    elif size >= 10 or math.isclose(size, round(size), abs_tol=0.05):
        text = f"£{size:,.0f}k"
    else:
        text = f"£{size:,.1f}k"
    return f"{MINUS}{text}" if thousands < 0 else text


def telling(value: float) -> str:
    """With as many digits as tell: ``1,204``, ``12.3``, ``0.042``; not for amounts below nought."""
    if value >= 100:
        return fixed(value, 0)
    return fixed(value, 1) if value >= 10 else f"{value:.2g}"


def percent(share: float, decimals: int = 1) -> str:
    """``95.5%``."""
    return f"{fixed(100 * share, decimals)}%"


def rate(part: float, whole: float) -> str:
    """``12.5%`` of a number of people; not told where it, the whole or the rest is hidden, for
    with a rate one of the three follows from another. None of nothing is none."""
    if tells_hidden(part, whole):
        return NOT_TOLD
    return percent(part / whole if whole > 0 else 0.0)


def tells_hidden(part: float, whole: float) -> bool:
    """Whether a share of two numbers of people could give one away that is hidden."""
    return hidden(part) or hidden(whole) or hidden(whole - part)


def signed(value: float, text: str) -> str:
    """The figure's text with a plus sign where it is above nothing."""
    if text.startswith("<"):
        return text
    return f"+{text}" if value > 0 and any(digit in text for digit in "123456789") else text


def change(pair: Pair) -> str:
    """``−16.0%`` against the baseline; in words where there is no share to give."""
    if math.isclose(pair.plan, pair.baseline, rel_tol=1e-6, abs_tol=1e-9):
        return "no change"
    if abs(pair.baseline) < 1e-9:
        return "from none"
    share = (pair.plan - pair.baseline) / abs(pair.baseline)
    if share > 10:
        return "over tenfold"
    return signed(share, percent(share))


def change_of(pair: Pair, unit: str) -> str:
    """``change``; a dash for people where small numbers are suppressed, for a share of two
    numbers gives away what rounding hides."""
    return NOT_TOLD if "WTE" in unit and suppress_below() else change(pair)


def listed(words: Sequence[str], most: int = 4) -> str:
    """``a``, ``a and b``, ``a, b, c, d and 3 others``."""
    if len(words) > most + 1:
        words = [*words[:most], f"{len(words) - most} others"]
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]


def amount(value: float, unit: str) -> str:
    """A figure with its unit, as the unit is usually written."""
    if unit == "k£":
        return money(value)
    text = wte(value) if "WTE" in unit else count(value)
    return f"{text} {unit}".strip()


def proof(priority: PriorityResult) -> str:
    """How far a priority's value is proven, in words."""
    if priority.bound is None or not math.isfinite(priority.bound):
        return "no bound was found"
    gap = priority.value - priority.bound
    share = gap / abs(priority.value) if abs(priority.value) > 1e-9 else 0.0
    if share <= 1e-6:
        return "proven best"
    room = priority.slack + priority.tolerance * abs(priority.bound)
    if priority.proven and priority.slack > 0 and gap <= room * (1 + 1e-6):
        return "proven within the room the place gives it"
    if share >= _NEXT_TO_NOTHING:
        return "not proven"
    shown = percent(max(share, 0.001))
    return f"proven within {shown}" if priority.proven else f"may be up to {shown} better"
