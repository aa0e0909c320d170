"""Figures of the report as numbers, and text that is only text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.report.figures import count, money, percent, plain, signed, wte
from planner.workbook.cells import LONGEST_CELL, Number, clean, shown

_SIZE = {"": 0, ",": 3, ",,": 6, ",,,": 9}


def displayed(number: Number) -> str:
    """What Excel shows of a number in its format, by the rules of formats written out again."""
    positive, negative, *zero = number.look.split(";")
    section = positive if number.value >= 0 else negative
    if zero and number.value == 0:
        section = zero[0]
    before, digits, commas, after = re.fullmatch(
        r"([^#]*)(#,##0(?:\.0+)?)(,*)(.*)", section
    ).groups()  # type: ignore[union-attr]
    decimals = len(digits) - len("#,##0.") if "." in digits else 0
    value = abs(number.value) / 10 ** _SIZE[commas] * (100 if "%" in after else 1)
    return f"{before}{value:,.{decimals}f}{after}".replace('"', "")


@given(
    st.floats(-4e6, 4e6),
    st.sampled_from([wte, count, money, percent, plain, lambda v: signed(v, wte(v))]),
)
def test_a_number_is_shown_as_the_report_shows_it(value: float, words: object) -> None:
    text = words(value)  # type: ignore[operator]
    found = shown(text)
    assert isinstance(found, Number)
    assert displayed(found) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("£12.3m", 12_300_000.0),
        ("−£8.9m", -8_900_000.0),
        ("+£41k", 41_000.0),
        ("£1.69bn", 1_690_000_000.0),
        ("95.5%", 0.955),
        ("80 %", 0.8),
        ("−0.01", -0.01),
        ("59.4 weighted WTE-years", 59.4),
        ("136,874", 136_874.0),
        ("0.0", 0.0),
    ],
)
def test_what_a_figure_is(text: str, value: float) -> None:
    found = shown(text)
    assert isinstance(found, Number)
    assert found.value == value


@pytest.mark.parametrize(
    "text",
    ["", "–", "no change", "from none", "2027Q2", "2029/30", "1,23", "12k", "=1", "+", "1e5", "-"],
)
def test_what_is_no_figure_stays_text(text: str) -> None:
    assert shown(text) == text


def test_control_characters_go_and_text_stays() -> None:
    assert clean("a\x00b\x07c\td\re\nf\x7f\ud800\ufffe") == "abcde\nf"
    for text in ("=cmd|'/c calc'!A0", "+1", "@x", "-2", "مجلس المدينة", "⁨مجلس⁩", "Zoë 🚑"):
        assert clean(text) == text


@given(st.text(alphabet=st.sampled_from("ab🚑\x00"), max_size=30), st.integers(1, 5000))
def test_no_cell_is_longer_than_excel_holds(text: str, times: int) -> None:
    found = clean(text * times)
    whole = (text * times).replace("\x00", "")
    assert len(found.encode("utf-16-le")) <= 2 * LONGEST_CELL
    assert found == whole or (
        found.endswith("(cut: a cell holds no more)")
        and len(whole.encode("utf-16-le")) > 2 * LONGEST_CELL
        and whole.startswith(found.split(" … ")[0])
    )
