"""Times of day in cells, and how long a shift is."""

from __future__ import annotations

import pytest

from planner.place.checks.cells import parser_of
from planner.place.checks.numbers import CellProblem, decimal_of
from planner.place.rules.roster import span
from planner.schema import Column, Kind

READ = parser_of(Column("start", Kind.TIME, "When."), decimal_of((), False), ())


@pytest.mark.parametrize(
    ("text", "time"),
    [("07:30", "07:30"), ("7:30", "07:30"), (" 7.30 ", "07:30"), ("07:30:00", "07:30"),
     ("0:00", "00:00"), ("23:59", "23:59")],
)  # fmt: skip
def test_times_are_read(text: str, time: str) -> None:
    assert READ(text) == time


@pytest.mark.parametrize("text", ["24:00", "7:60", "0.3125", "730", "7:30 pm", "07:30:30", "٧:٣٠"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(CellProblem, match="not a time of day"):
        READ(text)


def test_a_shift_that_ends_at_or_before_its_start_ends_the_next_day() -> None:
    assert span("07:30", "15:00") == (450, 900)
    assert span("21:00", "07:30") == (1260, 24 * 60 + 450)
    assert span("08:00", "08:00") == (480, 24 * 60 + 480)
