"""Reads a number as people write it: ``1,234.5``, ``£1,200``, ``12 %``, ``0,5``.

A comma or a full stop before exactly three digits may separate thousands or
decimals. Outside semicolon-separated files a comma separates thousands. In
those files the other figures of the file tell; where they do not, the cell is
an error and not a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from planner.place.report import shown

LARGEST = 1e12

_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_THOUSANDS_COMMA = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?", re.ASCII)
_THOUSANDS_STOP = re.compile(r"[+-]?\d{1,3}(\.\d{3})+(,\d*)?", re.ASCII)
_DECIMAL_COMMA = re.compile(r"[+-]?\d*,\d+", re.ASCII)
_EITHER = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_SPACES = re.compile(r"[\s\u00a0\u2009\u202f']")
_CURRENCY = "£$€"


class CellProblem(ValueError):
    """What is wrong with a cell, and what would be right."""

    def __init__(self, message: str, remedy: str = ""):
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class Decimal(Enum):
    """What separates decimals in a file."""

    STOP = "."
    COMMA = ","
    UNKNOWN = ""


@dataclass(frozen=True)
class Number:
    value: float
    percent: bool


def decimal_of(texts: Iterable[str], semicolons: bool) -> Decimal:
    """What separates decimals, from the figures that leave no doubt."""
    if not semicolons:
        return Decimal.STOP
    comma = stop = False
    for text in texts:
        text = _bare(text)[0]
        if _EITHER.fullmatch(text):
            continue
        if _DECIMAL_COMMA.fullmatch(text) or ("," in text and _THOUSANDS_STOP.fullmatch(text)):
            comma = True
        elif "." in text and (_PLAIN.fullmatch(text) or _THOUSANDS_COMMA.fullmatch(text)):
            stop = True
    if comma == stop:
        return Decimal.UNKNOWN
    return Decimal.COMMA if comma else Decimal.STOP


def parse_number(text: str, decimal: Decimal) -> Number:
    """The number in a cell's text.

    Raises
    ------
    CellProblem : the text is no number, is not finite, or can be read in two ways.
    """
    if decimal is Decimal.STOP and len(text) < 30 and _PLAIN.fullmatch(text):
        bare, percent = text, False  # nearly every cell; what follows takes its time
    else:
        bare, percent = _bare(text)
    if decimal is Decimal.UNKNOWN and _EITHER.fullmatch(bare):
        remedy = "write thousands without a separator, or one more decimal (1.2340)"
        raise CellProblem("the figure can be read in two ways", remedy)
    comma = decimal is not Decimal.STOP
    if _PLAIN.fullmatch(bare) and not (decimal is Decimal.COMMA and _EITHER.fullmatch(bare)):
        number = float(bare)
    elif comma and _DECIMAL_COMMA.fullmatch(bare):
        number = float(bare.replace(",", "."))
    elif comma and _THOUSANDS_STOP.fullmatch(bare):
        number = float(bare.replace(".", "").replace(",", "."))
    elif decimal is not Decimal.COMMA and _THOUSANDS_COMMA.fullmatch(bare):
        number = float(bare.replace(",", ""))
    else:
        raise _no_number(text, bare)
    if abs(number) > LARGEST:
        raise CellProblem("the figure is too large to be meant", f"at most {LARGEST:,.0f}")
    return Number((number / 100 if percent else number) + 0.0, percent)  # + 0.0: no minus nought


def _bare(text: str) -> tuple[str, bool]:
    """The text without spaces, currency and per cent sign; whether it was per cent."""
    text = text.strip().replace("−", "-")
    percent = text.endswith("%")
    if percent:
        text = text[:-1]
    text = text.strip()
    sign = text[:1] if text[:1] in ("+", "-") else ""
    text = text[len(sign) :].lstrip()
    if text[:1] and text[0] in _CURRENCY:
        text = text[1:].strip()
    # A space may separate thousands, and nothing else: "1 234" but not "1 2".
    groups = [group for group in _SPACES.split(text) if group]
    if len(groups) > 1 and all(len(group.split(".")[0].split(",")[0]) == 3 for group in groups[1:]):
        text = "".join(groups)
    return sign + text, percent


def _no_number(text: str, bare: str) -> CellProblem:
    word = text.strip().casefold()
    if word in ("nan", "inf", "-inf", "+inf", "infinity", "-infinity"):
        return CellProblem("the figure is not a finite number", "leave the cell blank")
    if word.startswith("#"):
        return CellProblem("this is an error value of a spreadsheet", "mend its formula")
    if word in ("-", "–", "—", "n/a", "na", "none", "null", "tbc", "?", ".", "..", "x"):
        return CellProblem("this is not a number", "leave the cell blank where there is none")
    if _DECIMAL_COMMA.fullmatch(bare):
        return CellProblem("this is not a number", f"write {shown(bare.replace(',', '.'))}")
    return CellProblem("this is not a number", "write digits, like 12.5")
