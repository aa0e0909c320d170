"""Reads the text of a cell as its column's kind says."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

from planner.nearest import did_you_mean
from planner.place.checks.numbers import CellProblem, Decimal, parse_number
from planner.place.readers.raw import MAX_TEXT
from planner.schema import Column, Kind

_INVISIBLE = "\ufeff\u200b\u2060"  # zero-width: nobody sees them at the end of a name
_YES = {"true", "yes", "y", "1", "t", "1.0"}
_NO = {"false", "no", "n", "0", "f", "0.0"}
_UNREADABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_TIME = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})(?::00(?:\.0+)?)?")
_BREAKS = re.compile("[\t\n\r\u2028\u2029]")
# Kinds of number whose unit makes sense as a percentage.
_SHARE_LIKE_UNITS = ("", "a year", "of hires")

Parser = Callable[[str], Any]


def parser_of(column: Column, decimal: Decimal, labels: Sequence[str]) -> Parser:
    """A function from a cell's text to its value; raises CellProblem.

    ``labels`` are those of the place's periods. Text that is blank does not come here.
    """
    single = _single(column, decimal, labels)
    if not column.many:
        return single
    distinct = column.kind in (Kind.IDENTIFIER, Kind.CHOICE)

    def several(text: str) -> tuple[Any, ...]:
        values = tuple(single(part) for part in bounded(text).split(";") if part.strip())
        if column.required and not values:
            raise CellProblem("the cell is blank", f"give {column.meaning.lower().rstrip('.')}")
        if distinct and len(set(values)) < len(values):
            twice = next(value for value in values if values.count(value) > 1)
            raise CellProblem(f"'{twice}' stands twice in the cell", "name it once")
        return values

    return several


def _single(column: Column, decimal: Decimal, labels: Sequence[str]) -> Parser:
    if column.kind in (Kind.NUMBER, Kind.SHARE, Kind.WHOLE):
        return lambda text: _number(text, column, decimal)
    if column.kind is Kind.PERIOD:
        return lambda text: _period(text, labels)
    if column.kind is Kind.CHOICE:
        return lambda text: _choice(text, column.choices)
    return {
        Kind.IDENTIFIER: _identifier,
        Kind.TEXT: _text,
        Kind.BOOLEAN: _boolean,
        Kind.DATE: _date,
        Kind.TIME: _time,
    }[column.kind]


def _text(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii() or not text.isprintable():
        odd = _UNREADABLE.search(text)
        if odd:
            message = f"the text holds a control character (U+{ord(odd[0]):04X})"
            raise CellProblem(message, "type the text anew")
        text = unicodedata.normalize("NFC", text)
    return bounded(text).strip()


def bounded(text: str) -> str:
    """The text, if it is no longer than a cell may be."""
    if len(text) > MAX_TEXT:
        raise CellProblem(f"the text has {len(text):,} characters", f"at most {MAX_TEXT:,}")
    return text


def _identifier(text: str) -> str:
    text = _text(text).strip(_INVISIBLE).strip()
    if _BREAKS.search(text):
        raise CellProblem("the identifier holds a tab or a line break", "write it on one line")
    if ";" in text:
        raise CellProblem("the identifier holds a semicolon", "semicolons separate several values")
    return text


def _number(text: str, column: Column, decimal: Decimal) -> float | int:
    number = parse_number(text, decimal)
    value = number.value
    share_like = column.kind is Kind.SHARE or (
        column.kind is Kind.NUMBER and column.unit in _SHARE_LIKE_UNITS
    )
    if number.percent and not share_like:
        raise CellProblem("a percentage does not fit here", f"give it in {column.unit}")
    lowest, highest = bounds(column)
    if lowest is not None and value < lowest:
        raise CellProblem(f"the figure is below {lowest:g}", _range(column))
    if highest is not None and value > highest:
        hint = " (12 % is 0.12)" if column.kind is Kind.SHARE else ""
        raise CellProblem(f"the figure is above {highest:g}", _range(column) + hint)
    if column.kind is Kind.WHOLE:
        if value != int(value):
            raise CellProblem("this is not a whole number", "write it without decimals")
        return int(value)
    return value


def bounds(column: Column) -> tuple[float | None, float | None]:
    """Lowest and highest figure a column may hold; a share is 0 to 1 unless it says."""
    if column.kind is not Kind.SHARE:
        return column.minimum, column.maximum
    lowest = 0.0 if column.minimum is None else column.minimum
    return lowest, 1.0 if column.maximum is None else column.maximum


def _range(column: Column) -> str:
    lowest, highest = bounds(column)
    unit = f" {column.unit}" if column.unit else ""
    if lowest is not None and highest is not None:
        return f"give {lowest:g} to {highest:g}{unit}"
    return f"give {lowest:g}{unit} or more" if lowest is not None else f"at most {highest:g}{unit}"


def _boolean(text: str) -> bool:
    word = text.strip().casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise CellProblem("this is neither yes nor no", "write yes or no")


def _choice(text: str, choices: Sequence[str]) -> str:
    word = "_".join(text.strip().casefold().replace("-", " ").replace("_", " ").split())
    if word in choices:
        return word
    raise CellProblem("this is none of the choices", did_you_mean(text, choices, listed=15))


def _period(text: str, labels: Sequence[str]) -> str:
    label = text.strip()
    if label in labels:
        return label
    some = labels if len(labels) <= 16 else [*labels[:8], "…", *labels[-4:]]
    raise CellProblem("this is no period of the plan", f"the periods are {', '.join(some)}")


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text.strip().removesuffix(" 00:00:00"))
    except ValueError:
        raise CellProblem("this is not a date", "write year-month-day, like 2027-04-01") from None


def _time(text: str) -> str:
    """``7:30``, ``07.30`` and a workbook's ``07:30:00`` as ``07:30``."""
    found = _TIME.fullmatch(text.strip())
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        raise CellProblem("this is not a time of day", "write hours and minutes, like 07:30")
    return f"{int(found[1]):02d}:{found[2]}"
