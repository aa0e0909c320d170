"""Visits of several interventions, whose names may hold ' + ' themselves."""

from __future__ import annotations

import itertools
import time

import pytest

from planner.plan.parts import split


@pytest.mark.parametrize(
    ("part", "names", "wanted"),
    [
        ("a + b", ["a", "a + b", "b"], ["a + b"]),
        ("c + a", ["a", "b", "c"], ["c", "a"]),
        # The longest first would take "a + b" and leave "c", which is none.
        ("a + b + c", ["a", "a + b", "b + c"], ["a", "b + c"]),
        ("a + b + c", ["a + b", "a", "c"], ["a + b", "c"]),
        ("d", ["a"], []),
        ("a + d", ["a"], []),
        ("a +", ["a"], []),
    ],
)
def test_names_that_hold_a_plus_are_split_right(
    part: str, names: list[str], wanted: list[str]
) -> None:
    assert split(part, names) == wanted


def test_whatever_is_joined_comes_apart() -> None:
    names = ["a", "b", "a + b", "b + c", "c + a + b"]
    for several in (1, 2, 3):
        for chosen in itertools.permutations(names, several):
            part = " + ".join(chosen)
            found = split(part, names)
            assert " + ".join(found) == part
            assert set(found) <= set(names)


@pytest.mark.parametrize("end", ["b", "x"])
def test_a_long_part_of_names_within_names_takes_no_time(end: str) -> None:
    """It can be taken apart in more ways than could be tried, and may be damaged."""
    names = ["a", "a + a", "a + a + a", "b"]
    part = " + ".join(["a"] * 3000 + [end])
    began = time.process_time()
    found = split(part, names)
    assert " + ".join(found) == (part if end == "b" else "")
    assert time.process_time() - began < 10
