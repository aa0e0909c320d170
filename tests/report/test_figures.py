"""Figures in words."""

from __future__ import annotations

import pytest

from planner.plan.plan import PriorityResult
from planner.report.figures import Pair, amount, change, count, money, percent, proof, signed, wte


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1_001_800.0, "£1.00bn"),
        (12_345.6, "£12.3m"),
        (999.6, "£1.0m"),
        (999.4, "£999k"),
        (123.0, "£123k"),
        (9.54, "£9.5k"),
        (9.0, "£9k"),
        (0.0, "£0"),
        (-0.01, "£0"),
        (-4_321.0, "−£4.3m"),
    ],
)
def test_money(value: float, words: str) -> None:
    assert money(value) == words


@pytest.mark.parametrize(
    ("value", "words"), [(3.24, "3.2"), (-0.04, "0.0"), (-2.0, "−2.0"), (1234.56, "1,234.6")]
)
def test_wte(value: float, words: str) -> None:
    assert wte(value) == words


@pytest.mark.parametrize(
    ("value", "words"), [(17_800.4, "17,800"), (2.4, "2.4"), (2.0, "2"), (0.0, "0"), (9.97, "10")]
)
def test_count(value: float, words: str) -> None:
    assert count(value) == words


@pytest.mark.parametrize(
    ("pair", "words"),
    [
        (Pair(84.0, 100.0), "−16.0%"),
        (Pair(103.0, 100.0), "+3.0%"),
        (Pair(100.0, 100.0), "no change"),
        (Pair(0.0, 0.0), "no change"),
        (Pair(3.0, 0.0), "from none"),
        (Pair(0.0, 3.0), "−100.0%"),
        (Pair(5000.0, 1.0), "over tenfold"),
    ],
)
def test_change(pair: Pair, words: str) -> None:
    assert change(pair) == words


def test_amounts_carry_their_unit() -> None:
    assert amount(12_345.0, "k£") == "£12.3m"
    assert amount(3.24, "weighted WTE-years") == "3.2 weighted WTE-years"
    assert amount(53_400.0, "visits") == "53,400 visits"


def test_signs_stand_before_what_differs() -> None:
    assert signed(2.0, "2.0") == "+2.0"
    assert signed(0.01, "0.0") == "0.0"
    assert signed(-2.0, "−2.0") == "−2.0"
    assert percent(0.9909) == "99.1%"


@pytest.mark.parametrize(
    ("value", "bound", "proven", "words"),
    [
        (100.0, 100.0, True, "proven best"),
        (0.0, 0.0, True, "proven best"),
        (100.0, 99.5, True, "proven within 0.5%"),
        (100.0, 99.99, True, "proven within 0.1%"),
        (100.0, 90.0, False, "may be up to 10.0% better"),
        (100.0, 0.0, False, "not proven"),
        (100.0, None, False, "no bound was found"),
        (100.0, float("-inf"), False, "no bound was found"),
    ],
)
def test_proof(value: float, bound: float | None, proven: bool, words: str) -> None:
    result = PriorityResult(
        name="cost", value=value, bound=bound, tolerance=0.0, slack=0.0, unit="k£",
        baseline=0.0, proven=proven,
    )  # fmt: skip
    assert proof(result) == words
