"""A TOML value as the cell of a column."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from typing import Any

from planner.schema import Column, Kind

_TEXT = (Kind.IDENTIFIER, Kind.TEXT, Kind.CHOICE, Kind.PERIOD, Kind.TIME)
_LARGEST = 2.0**53  # beyond it a float no longer holds every whole number

SCALABLE = (Kind.NUMBER, Kind.SHARE, Kind.WHOLE)


class Unfit(ValueError):
    """The value cannot stand in the column. ``remedy`` says what would be right."""

    def __init__(self, message: str, remedy: str):
        self.remedy = remedy
        super().__init__(message)


def to_cell(value: Any, column: Column) -> Any:
    """The value as a place's table holds it in that column.

    ``""`` is a blank cell in every kind of column. Text columns take strings,
    numbers take numbers, yes/no takes true or false, dates take dates; a column
    of several values takes one string or a list of them. Bounds, choices and
    references are the place's to check.

    Raises
    ------
    Unfit : the value is of the wrong type.
    """
    if column.many:
        return _many(value, column)
    if isinstance(value, str) and not value.strip():
        return blank(column)
    if column.kind in _TEXT:
        return _text(value, column)
    if column.kind is Kind.BOOLEAN:
        if isinstance(value, bool):
            return value
        raise Unfit(f"{column.name} is yes or no", "write true or false, without quotes")
    if column.kind is Kind.DATE:
        return _date(value, column)
    return _number(value, column)


def blank(column: Column) -> Any:
    """What a blank cell of the column holds once it has been read.

    A column with a default holds the default; the rest stay blank.
    """
    if column.many:
        return tuple(column.default or ())
    if column.default is not None:
        return column.default
    if column.kind in _TEXT:
        return ""
    if column.kind is Kind.BOOLEAN:
        return False
    if column.kind is Kind.DATE:
        return None
    return math.nan


def is_blank(cell: Any) -> bool:
    return (
        cell is None or cell == "" or cell == () or (isinstance(cell, float) and math.isnan(cell))
    )


def number(value: Any) -> float:
    """A finite number of ordinary size.

    Raises
    ------
    Unfit : it is not one.
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        remedy = "write it without quotes" if isinstance(value, str) else "write a number"
        raise Unfit("this is not a number", remedy)
    if abs(value) > _LARGEST or not math.isfinite(value):
        raise Unfit("this is not a number that can be planned with", "write a finite number")
    return float(value)


def _many(value: Any, column: Column) -> tuple[Any, ...]:
    if isinstance(value, str):
        value = [part.strip() for part in value.split(";") if part.strip()]
    if not isinstance(value, list | tuple):
        raise Unfit(f"{column.name} holds several values", 'write a list: ["a", "b"]')
    return tuple(_text(part, column) for part in value)


def _text(value: Any, column: Column) -> str:
    if isinstance(value, str):
        return value
    what = "one text, not several" if isinstance(value, list | tuple | Mapping) else "text"
    raise Unfit(f"{column.name} holds {what}", "write it in quotes")


def _date(value: Any, column: Column) -> dt.date:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    raise Unfit(f"{column.name} is a date", "write it as 2027-04-01, without quotes")


def _number(value: Any, column: Column) -> float | int:
    result = number(value)
    if column.kind is not Kind.WHOLE:
        return result
    if not result.is_integer():
        raise Unfit(f"{column.name} is a whole number", "leave out the fraction")
    return int(result)
