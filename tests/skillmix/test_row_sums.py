"""Rows added up by numbers, against frames: makers and checks of team tables both call them."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from planner.skillmix.row_sums import add_up, groups, largest, matches

ROWS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 5), st.integers(0, 9)), max_size=30)


def columns(rows: list[tuple[int, int, int]]) -> list[np.ndarray]:
    return list(np.array(rows, np.int64).reshape(-1, 3).T)


@given(ROWS)
def test_sums_and_the_largest_are_those_of_frames(rows: list[tuple[int, int, int]]) -> None:
    a, b, values = columns(rows)
    frame = pd.DataFrame({"a": a, "b": b, "value": values.astype(float)}).groupby(["a", "b"])
    for how, wanted in ((add_up, frame["value"].sum()), (largest, frame["value"].max())):
        keys, found = how((a, b), values.astype(float))
        assert list(zip(*keys, found, strict=True)) == [(*k, v) for k, v in wanted.items()]


@given(ROWS)
def test_every_row_is_of_its_group(rows: list[tuple[int, int, int]]) -> None:
    a, b, _ = columns(rows)
    (first, second), which = groups((a, b))
    assert (first[which] == a).all()
    assert (second[which] == b).all()
    assert len(set(zip(first, second, strict=True))) == len(first)


@given(st.lists(st.integers(0, 6), max_size=20), st.lists(st.integers(0, 4), max_size=20))
def test_matches_are_every_pair_of_equals(left: list[int], right: list[int]) -> None:
    rows, others = matches(np.array(left, np.int64), np.array(right, np.int64))
    found = list(zip(rows.tolist(), others.tolist(), strict=True))
    assert found == [
        (i, j) for i in range(len(left)) for j in range(len(right)) if left[i] == right[j]
    ]
