"""Cells of every kind, as people write them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from planner.place.checks.cells import parser_of
from planner.place.checks.numbers import CellProblem, Decimal, decimal_of, parse_number
from planner.schema import Column, Kind

NUMBER = Column("x", Kind.NUMBER, "A figure.", unit="WTE", minimum=-10, maximum=10_000)
SHARE = Column("x", Kind.SHARE, "A share.")
WHOLE = Column("x", Kind.WHOLE, "A count.", minimum=0)
YES_NO = Column("x", Kind.BOOLEAN, "Whether.")
NAME = Column("x", Kind.IDENTIFIER, "A name.")
NAMES = Column("x", Kind.IDENTIFIER, "Names.", many=True)
DATE = Column("x", Kind.DATE, "A day.")
CHOICE = Column("x", Kind.CHOICE, "A choice.", choices=("hard", "control_total"))
PERIOD = Column("x", Kind.PERIOD, "A period.")
TEXT = Column("x", Kind.TEXT, "A text.")


def read(column: Column, text: str, decimal: Decimal = Decimal.STOP) -> Any:
    return parser_of(column, decimal, ["2027Q2", "2028/29"])(text)


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        (NUMBER, "12.5", 12.5),
        (NUMBER, " 1,234.5 ", 1234.5),
        (NUMBER, "£1,200", 1200),
        (NUMBER, "1 200", 1200),
        (NUMBER, "-3", -3),
        (NUMBER, "−3", -3),
        (NUMBER, "-£3", -3),
        (NUMBER, "1e3", 1000),
        (NUMBER, ".5", 0.5),
        (SHARE, "12 %", 0.12),
        (SHARE, "12%", 0.12),
        (SHARE, "1", 1),
        (WHOLE, "12.0", 12),
        (WHOLE, "30,000", 30_000),
        (YES_NO, "Yes", True),
        (YES_NO, "TRUE", True),
        (YES_NO, "1", True),
        (YES_NO, "n", False),
        (YES_NO, "0", False),
        (NAME, " North\u00a0", "North"),
        (NAME, "\ufeffNorth\u200b", "North"),
        (NAME, "Cafe\u0301", "Café"),
        (NAME, "=1+1", "=1+1"),
        (NAMES, "a; b;", ("a", "b")),
        (DATE, "2027-04-01", dt.date(2027, 4, 1)),
        (CHOICE, "Control total", "control_total"),
        (PERIOD, " 2028/29", "2028/29"),
        (TEXT, "two\r\nlines", "two\nlines"),
    ],
)
def test_what_is_read(column: Column, text: str, value: object) -> None:
    assert read(column, text) == value


@pytest.mark.parametrize(
    ("column", "text", "message", "remedy"),
    [
        (NUMBER, "nan", "not a finite number", "blank"),
        (NUMBER, "inf", "not a finite number", "blank"),
        (NUMBER, "1e400", "too large", "at most"),
        (NUMBER, "#N/A", "error value", "formula"),
        (NUMBER, "-", "not a number", "blank"),
        (NUMBER, "n/a", "not a number", "blank"),
        (NUMBER, "0,5", "not a number", "write 0.5"),
        (NUMBER, "1_000", "not a number", "digits"),
        (NUMBER, "١٢", "not a number", "digits"),
        (NUMBER, "1 2", "not a number", "digits"),
        (NUMBER, "12 %", "percentage", "WTE"),
        (NUMBER, "-11", "below -10", "-10 to 10000 WTE"),
        (SHARE, "12", "above 1", "0 to 1 (12 % is 0.12)"),
        (SHARE, "-0.1", "below 0", "0 to 1"),
        (WHOLE, "1.5", "not a whole number", "decimals"),
        (YES_NO, "maybe", "neither yes nor no", "yes or no"),
        (NAME, "a\x07b", "U+0007", "anew"),
        (NAME, "a\tb", "line break", "one line"),
        (NAME, "a\u2028b", "line break", "one line"),
        (NAME, "a;b", "semicolon", "several"),
        (NAME, "x" * 10_001, "10,001 characters", "10,000"),
        (NAMES, "x;" * 5_001, "10,002 characters", "10,000"),
        (NAMES, "a;a", "'a' stands twice", "once"),
        (DATE, "01/04/2027", "not a date", "2027-04-01"),
        (CHOICE, "hardd", "none of the choices", "'hard'"),
        (PERIOD, "2027Q1", "no period", "2027Q2, 2028/29"),
        (TEXT, "a\ufffeb", "U+FFFE", "anew"),
    ],
)
def test_what_is_refused(column: Column, text: str, message: str, remedy: str) -> None:
    with pytest.raises(CellProblem) as caught:
        read(column, text)
    assert message in caught.value.message
    assert remedy in caught.value.remedy


@pytest.mark.parametrize(
    ("texts", "semicolons", "decimal"),
    [
        (["0,5"], False, Decimal.STOP),
        (["1,234", "7"], True, Decimal.UNKNOWN),
        (["0,5", "1,234"], True, Decimal.COMMA),
        (["1.234,5"], True, Decimal.COMMA),
        (["0.5", "1,234"], True, Decimal.STOP),
        (["1,234.5"], True, Decimal.STOP),
        (["0.5", "0,5"], True, Decimal.UNKNOWN),
    ],
)
def test_what_separates_decimals(texts: list[str], semicolons: bool, decimal: Decimal) -> None:
    assert decimal_of(texts, semicolons) is decimal


@pytest.mark.parametrize(
    ("text", "decimal", "value"),
    [
        ("1.234", Decimal.COMMA, 1234),
        ("1,234", Decimal.COMMA, 1.234),
        ("1.234,5", Decimal.COMMA, 1234.5),
        ("1,234", Decimal.STOP, 1234),
        ("0,125", Decimal.UNKNOWN, 0.125),
        ("1,5", Decimal.UNKNOWN, 1.5),
    ],
)
def test_decimals_and_thousands(text: str, decimal: Decimal, value: float) -> None:
    assert parse_number(text, decimal).value == value
