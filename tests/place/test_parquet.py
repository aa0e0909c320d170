"""Parquet files."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from planner.place import read_place
from tests.place.helpers import errors, findings_of, folder_with, good_files, only
from tests.place.small import small_place


def parquet(columns: dict[str, Any]) -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.table(columns), sink)
    return sink.getvalue()


def test_rows_count_from_the_headings(tmp_path: Path) -> None:
    data = parquet({"organisation": ["TRUST", "PCN-N", "CARE"], "amount": [1.0, -2.0, None]})
    found = errors(findings_of(folder_with(tmp_path, {"budgets.parquet": data}, "parquet")))
    assert [(f.file, f.row, f.column, f.value) for f in found] == [
        ("budgets.parquet", 3, "amount", "-2"),
        ("budgets.parquet", 4, "amount", ""),
    ]


def test_types_of_other_programs_are_read(tmp_path: Path) -> None:
    data = parquet(
        {
            "organisation": pa.array(
                ["TRUST", "PCN-N", "CARE", "CARE", "CLUB"]
            ).dictionary_encode(),
            "period": pa.array(["", None, "", "2028Q1", ""], type=pa.large_string()),
            "amount": pa.array(["1500", "£200", "1,234.5", "1300", "30"]),
        }
    )
    place = read_place(folder_with(tmp_path, {"budgets.parquet": data}, "parquet"))
    assert place.hashes == small_place().hashes


def test_a_type_no_column_has(tmp_path: Path) -> None:
    data = parquet({"organisation": ["TRUST"], "amount": [{"a": 1}]})
    found = errors(findings_of(folder_with(tmp_path, {"budgets.parquet": data}, "parquet")))
    assert (found[0].file, found[0].column) == ("budgets.parquet", "amount")
    assert "struct" in found[0].message


@pytest.mark.parametrize("data", [b"", b"PAR1", b"PAR1" + b"\0" * 50 + b"PAR1"])
def test_what_is_no_parquet(tmp_path: Path, data: bytes) -> None:
    found = errors(findings_of(folder_with(tmp_path, {"posts.parquet": data}, "parquet")))
    assert only(found).file == "posts.parquet"
    assert "Parquet" in found[0].message


def test_every_place_a_file_may_be_cut_is_survived(tmp_path: Path) -> None:
    data = good_files("parquet")["posts.parquet"]
    for length in range(0, len(data), len(data) // 20):
        folder_with(tmp_path, {"posts.parquet": data[:length]}, "parquet")
        assert only(errors(findings_of(tmp_path))).file == "posts.parquet"
