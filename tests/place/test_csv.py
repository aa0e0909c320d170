"""CSV as people save it."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.errors import Severity
from planner.place import check_place, read_place
from tests.place.helpers import csv_text, errors, findings_of, folder_with, only
from tests.place.small import small_place


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be-bom", "utf-32"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_give_the_same_place(
    tmp_path: Path, encoding: str, end: str
) -> None:
    text = csv_text("organisations").replace("\n", end)
    data = (
        ("\ufeff" + text).encode("utf-16-be") if encoding.endswith("bom") else text.encode(encoding)
    )
    place, found = check_place(folder_with(tmp_path, {"organisations.csv": data}))
    assert found == []
    assert place is not None
    assert place.hashes == small_place().hashes


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators_give_the_same_place(tmp_path: Path, separator: str) -> None:
    text = csv_text("posts").replace(",", separator)
    assert read_place(folder_with(tmp_path, {"posts.csv": text})).hashes == small_place().hashes


def test_the_separator_that_excel_states_is_taken(tmp_path: Path) -> None:
    text = "sep=;\n" + csv_text("posts").replace(",", ";")
    assert read_place(folder_with(tmp_path, {"posts.csv": text})).hashes == small_place().hashes


def test_decimal_commas_in_a_semicolon_file(tmp_path: Path) -> None:
    text = csv_text("posts").replace(",", ";").replace(".", ",")
    assert "18,5" in text
    assert read_place(folder_with(tmp_path, {"posts.csv": text})).hashes == small_place().hashes


def test_a_figure_that_can_be_read_in_two_ways_is_an_error(tmp_path: Path) -> None:
    text = "organisation;amount\nTRUST;1,234\nPCN-N;200\nCARE;300\n"
    finding = only(errors(findings_of(folder_with(tmp_path, {"budgets.csv": text}))))
    assert (finding.file, finding.row, finding.column) == ("budgets.csv", 2, "amount")
    assert finding.value == "1,234"
    assert "two ways" in finding.message


def test_another_figure_settles_how_it_is_read(tmp_path: Path) -> None:
    text = "organisation;amount\nTRUST;1,234\nPCN-N;200,5\nCARE;300\n"
    place = read_place(folder_with(tmp_path, {"budgets.csv": text}))
    assert place["budgets"]["amount"].tolist() == [1.234, 200.5, 300]


def test_windows_western_european_is_read_with_a_warning(tmp_path: Path) -> None:
    data = csv_text("organisations").encode("cp1252")
    place, found = check_place(folder_with(tmp_path, {"organisations.csv": data}))
    finding = only(found)
    assert finding.severity is Severity.WARNING
    assert (finding.file, finding.row) == ("organisations.csv", 4)
    assert "cp1252" in finding.message
    assert place is not None
    assert place.hashes == small_place().hashes


@pytest.mark.parametrize(
    ("data", "row", "words"),
    [
        (b"post,organisation\nP1,\x81\xff\n", 2, "not text"),
        (b"post,organisation\nP1,a\0b\n", 2, "zero bytes"),
        (b'post,organisation\nP1,"TRUST\n', 2, "never closed"),
        (b'post,organisation\nP1,A\nP2,"TRUST"x\n', 3, "closing double quote"),
        (b'post,x\nP0,y\nP1,"' + b"y" * 200_000 + b"\n", 3, "very long"),
        (b"", None, "empty"),
        (b"\n , \n", None, "empty"),
    ],
)
def test_what_is_no_table(tmp_path: Path, data: bytes, row: int | None, words: str) -> None:
    found = errors(findings_of(folder_with(tmp_path, {"posts.csv": data})))
    assert (found[0].file, found[0].row) == ("posts.csv", row)
    assert words in found[0].message
    assert [f for f in found if f.file != "posts.csv"] == []  # nothing follows from it


def test_rows_count_as_the_user_sees_them(tmp_path: Path) -> None:
    text = (
        "\norganisation,amount,source\n"  # row 1 is blank
        'TRUST,1,"two\nlines"\n'  # rows 3 and 4
        "\n,,\n"  # rows 5 and 6
        "PCN-N,x,\n"  # row 7
        "CARE,1,\n"
    )
    finding = only(findings_of(folder_with(tmp_path, {"budgets.csv": text})))
    assert (finding.row, finding.column, finding.value) == (7, "amount", "x")


@pytest.mark.parametrize("line", ["TRUST,2028Q1,1,s,extra", "TRUST"])
def test_a_row_that_does_not_fit_the_headings(tmp_path: Path, line: str) -> None:
    text = csv_text("budgets") + line + "\n"
    finding = only(findings_of(folder_with(tmp_path, {"budgets.csv": text})))
    assert (finding.file, finding.row, finding.value) == ("budgets.csv", 7, "TRUST")
    assert "headings 4" in finding.message


def test_blank_cells_beyond_the_headings_do_not_count(tmp_path: Path) -> None:
    text = "\n".join(f"{line},," for line in csv_text("budgets").splitlines())
    assert read_place(folder_with(tmp_path, {"budgets.csv": text})).hashes == small_place().hashes


def test_headings_are_matched_whatever_their_looks(tmp_path: Path) -> None:
    text = (
        csv_text("posts")
        .replace("organisation,", "Organisation ,")
        .replace("in_post_wte", "In post-WTE")
    )
    place, found = check_place(folder_with(tmp_path, {"posts.csv": text}))
    assert place is not None
    assert [(f.row, f.column, f.message) for f in found] == [
        (1, "Organisation ", "the heading is read as organisation"),
        (1, "In post-WTE", "the heading is read as in_post_wte"),
    ]


def test_headings_unknown_missing_repeated_and_blank(tmp_path: Path) -> None:
    text = "organisation,amuont,organisation,\nTRUST,1,TRUST,note\n"
    found = findings_of(folder_with(tmp_path, {"budgets.csv": text}))
    assert {(f.row, f.column, f.severity.value) for f in found} == {
        (1, "organisation", "error"),
        (1, "amuont", "warning"),
        (1, "amount", "error"),
        (2, "", "error"),
    }
    missing = next(f for f in found if f.column == "amount")
    assert missing.remedy == "is 'amuont' meant?"


def test_a_title_above_the_headings_is_named(tmp_path: Path) -> None:
    text = "Budgets of 2027,,,\n" + csv_text("budgets")
    found = errors(findings_of(folder_with(tmp_path, {"budgets.csv": text})))
    assert "first row" in found[-1].message
    assert found[-1].row == 1


def test_too_many_columns(tmp_path: Path) -> None:
    text = ",".join(f"c{i}" for i in range(501)) + "\n"
    finding = only(errors(findings_of(folder_with(tmp_path, {"budgets.csv": text}))))
    assert (finding.file, finding.row) == ("budgets.csv", 1)
    assert "501 columns" in finding.message


def test_too_large_a_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.place.readers.csv_file.MAX_BYTES", 300)
    found = errors(findings_of(folder_with(tmp_path, {})))
    assert any(f.file == "posts.csv" and "may have" in f.message for f in found)


def test_too_many_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.place.readers.csv_file.MAX_ROWS", 8)
    path = folder_with(tmp_path, {"travel.csv": "from_locality,to_locality,minutes\n" * 9})
    finding = only(errors(findings_of(path)))
    assert (finding.file, finding.row) == ("travel.csv", 10)
