"""Changed rows against a diff of dictionaries, on random edits of a place's tables."""

from __future__ import annotations

import math
from functools import cache
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.compare.rows import changed_cells, row_text
from planner.place import place_from_frames
from planner.place.place import Place
from planner.schema import BY_NAME
from tests.place.small import SETTINGS, frames

TABLE = BY_NAME["posts"]
TWO_KEYS = BY_NAME["role_competencies"]


@cache
def whole() -> Place:
    """A place in which every table has rows."""
    return place_from_frames(SETTINGS, frames())


def posts(count: int) -> list[dict[str, Any]]:
    return [
        {"post": f"P{n}", "establishment_wte": 3.0 + n, "in_post_wte": 3.0 + n, "turnover": 0.1}
        for n in range(count)
    ]


def table(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """The posts of a place, these and no others; what a row does not say is as in the first."""
    first = whole()["posts"].iloc[[0]].assign(establishment_max=float("nan"), source="")
    frame = pd.concat([first] * len(rows), ignore_index=True) if rows else first.iloc[:0]
    for n, row in enumerate(rows):
        for column, value in row.items():
            frame.loc[n, column] = value
    return frame


EDIT = st.tuples(
    st.integers(0, 7),
    st.sampled_from(
        ["establishment_wte", "in_post_wte", "turnover", "establishment_max", "source"]
    ),
    st.sampled_from([0.05, 0.25, 0.5]),
)


@settings(max_examples=25, deadline=None)
@given(edits=st.lists(EDIT, max_size=6), gone=st.sets(st.integers(0, 7), max_size=3),
       new=st.integers(0, 3), turn=st.booleans())  # fmt: skip
def test_random_edits(
    edits: list[tuple[int, str, float]], gone: set[int], new: int, turn: bool
) -> None:
    before = posts(8)
    after = [dict(row) for row in before]
    for n, column, value in edits:
        after[n][column] = f"counted {value}" if column == "source" else value
    after = [row for n, row in enumerate(after) if n not in gone]
    after += [{**row, "post": f"N{n}"} for n, row in enumerate(posts(new))]
    if turn:  # the order of the rows is no change
        after.reverse()
    found = changed_cells(TABLE, table(before), table(after))

    first, second = ({row["post"]: row for row in rows} for rows in (before, after))
    assert {r["row"] for r in found if r["change"] == "added"} == set(second) - set(first)
    assert {r["row"] for r in found if r["change"] == "removed"} == set(first) - set(second)
    wanted = {}
    for key in set(first) & set(second):
        for column in set(first[key]) | set(second[key]):
            a, b = first[key].get(column), second[key].get(column)
            if a != b:
                wanted[(key, column)] = (a, b)
    cells = {(r["row"], r["column"]): r for r in found if r["change"] == "changed"}
    assert set(cells) == set(wanted)
    for key, (a, b) in wanted.items():
        if isinstance(b, float) and isinstance(a, float):
            assert cells[key]["difference"] == b - a
            assert (float(cells[key]["before"]), float(cells[key]["after"])) == (a, b)
        else:
            assert math.isnan(cells[key]["difference"])
            assert (cells[key]["before"], cells[key]["after"]) == (str(a or ""), str(b or ""))
    sizes = [r["size"] for r in found if not math.isnan(r["size"])]
    assert sizes == sorted(sizes, reverse=True)


def test_every_table_is_the_same_as_itself_and_all_new_against_nothing() -> None:
    for name, stated in BY_NAME.items():
        frame = whole()[name]
        assert changed_cells(stated, frame, frame) == []
        found = changed_cells(stated, frame.iloc[:0], frame)
        assert [r["change"] for r in found] == ["added"] * len(frame)
        assert len({r["row"] for r in found}) == len(frame)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (("nurse", "wound"), "role nurse, competency wound"),
        (("nurse", ""), "role nurse, competency (blank)"),
        (("a, competency b", "c"), 'role "a, competency b", competency c'),
        (("(blank)", "c"), 'role "(blank)", competency c'),
    ],
)
def test_rows_are_named_by_their_key(key: tuple[str, str], text: str) -> None:
    assert row_text(TWO_KEYS, key) == text


def test_size_is_against_the_mean_of_the_column() -> None:
    after = posts(2)
    after[1]["establishment_wte"] = 10.0  # from 4; the column holds 3, 4, 3 and 10
    (row,) = changed_cells(TABLE, table(posts(2)), table(after))
    assert row["difference"] == 6.0
    assert row["size"] == pytest.approx(6.0 / 5.0)


def test_blank_cells_are_alike() -> None:
    frame = table(posts(2))
    assert frame["establishment_max"].isna().all()
    assert changed_cells(TABLE, frame, frame.copy()) == []
