"""Which files and sheets make a place."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.errors import InputError, Severity
from planner.place import check_place, place_from_frames, read_place
from tests.place.helpers import csv_text, errors, findings_of, folder_with, good_files, only
from tests.place.small import SETTINGS, frames, small_place


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_a_folder_reads_back(tmp_path: Path, format: str) -> None:
    place = read_place(folder_with(tmp_path, {}, format))
    assert place.hashes == small_place().hashes
    assert place.origin == tmp_path


def test_a_workbook_reads_back_by_itself_and_in_its_folder(tmp_path: Path) -> None:
    folder_with(tmp_path, {}, "xlsx")
    for path in (tmp_path, tmp_path / "place.xlsx"):
        assert read_place(path).hashes == small_place().hashes


def test_tables_may_lie_beside_a_workbook(tmp_path: Path) -> None:
    book = good_files("xlsx")["place.xlsx"]
    folder_with(tmp_path, {"place.xlsx": book, "place.toml": None}, "csv")
    found = errors(findings_of(tmp_path))
    assert len(found) == len(frames())
    assert {f.message for f in found if f.file == "posts.csv"} == {
        "the table posts stands in two places: here and in sheet posts of place.xlsx"
    }


def test_settings_in_two_places(tmp_path: Path) -> None:
    toml = good_files("csv")["place.toml"]
    folder_with(tmp_path, {"place.toml": toml}, "xlsx")
    finding = only(errors(findings_of(tmp_path)))
    assert (finding.file, finding.sheet) == ("place.xlsx", "place")


def test_two_formats_of_one_table(tmp_path: Path) -> None:
    folder_with(tmp_path, {"posts.parquet": good_files("parquet")["posts.parquet"]})
    finding = only(errors(findings_of(tmp_path)))
    assert finding.file == "posts.parquet"
    assert finding.message == "the table posts stands in two places: here and in posts.csv"


def test_two_workbooks(tmp_path: Path) -> None:
    book = good_files("xlsx")["place.xlsx"]
    folder_with(tmp_path, {"b.xlsx": book}, "xlsx")
    finding = only(errors(findings_of(tmp_path)))
    assert "place.xlsx" in finding.message
    assert "b.xlsx" in finding.message


def test_unknown_files_are_warned_of(tmp_path: Path) -> None:
    folder_with(tmp_path, {"pots.csv": "a\n1\n", "old.xls": b"x", "notes.md": "x", "~$x.xlsx": b""})
    found = findings_of(tmp_path)
    assert [(f.file, f.severity) for f in found] == [
        ("old.xls", Severity.WARNING),
        ("pots.csv", Severity.WARNING),
    ]
    assert "posts" in found[1].remedy


def test_a_missing_table_that_is_needed(tmp_path: Path) -> None:
    finding = only(errors(findings_of(folder_with(tmp_path, {"localities.csv": None}))))
    assert finding.file == "localities.csv"
    assert finding.message == "the table localities is missing"


def test_tables_that_are_not_needed_may_be_missing(tmp_path: Path) -> None:
    place = read_place(folder_with(tmp_path, {"travel.csv": None, "pins.csv": None}))
    assert list(place["travel"].columns) == list(small_place()["travel"].columns)
    assert len(place["pins"]) == 0


def test_an_empty_table_that_is_needed(tmp_path: Path) -> None:
    text = csv_text("need_groups").splitlines()[0] + "\n"
    found = errors(findings_of(folder_with(tmp_path, {"need_groups.csv": text})))
    assert found[0].file == "need_groups.csv"
    assert "no rows" in found[0].message


@pytest.mark.parametrize("name", ["nowhere", "place.toml", "a\0b", "x" * 300])
def test_a_path_that_is_no_place(tmp_path: Path, name: str) -> None:
    folder_with(tmp_path, {})
    place, found = check_place(tmp_path / name)
    assert place is None
    assert only(found).file
    with pytest.raises(InputError) as caught:
        read_place(tmp_path / name)
    assert caught.value.findings == tuple(found)


def test_an_empty_folder_is_told_everything_that_is_missing(tmp_path: Path) -> None:
    found = errors(findings_of(tmp_path))
    assert found[0].file == "place.toml"
    assert "settings" in found[0].message


def test_frames_with_an_unknown_table() -> None:
    with pytest.raises(InputError) as caught:
        place_from_frames(SETTINGS, {**frames(), "pots": []}, origin="made")
    finding = only(caught.value.findings)
    assert (finding.file, finding.sheet) == ("made", "pots")
    assert "posts" in finding.remedy
