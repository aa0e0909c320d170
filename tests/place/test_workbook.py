"""Excel workbooks and what people do in them."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from planner.errors import Finding, Severity
from planner.place import check_place, read_place
from tests.place.helpers import errors, findings_of, good_files, only
from tests.place.small import small_place


def changed(path: Path, change: Callable[[Workbook], object]) -> Path:
    """The small place's workbook after someone opened it and changed something."""
    book = openpyxl.load_workbook(io.BytesIO(good_files("xlsx")["place.xlsx"]))
    change(book)
    book.save(path / "place.xlsx")
    return path / "place.xlsx"


def raw(path: Path, part: str, old: bytes, new: bytes) -> Path:
    """The small place's workbook with the XML of a part changed."""
    with (
        zipfile.ZipFile(io.BytesIO(good_files("xlsx")["place.xlsx"])) as before,
        zipfile.ZipFile(path / "place.xlsx", "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            data = before.read(name)
            if name.endswith(part):
                assert old in data
                data = data.replace(old, new, 1)
            after.writestr(name, data)
    return path / "place.xlsx"


def sheet_part(name: str) -> str:
    """The part that holds a sheet, by the order the writer puts them in."""
    book = openpyxl.load_workbook(io.BytesIO(good_files("xlsx")["place.xlsx"]), read_only=True)
    return f"worksheets/sheet{book.sheetnames.index(name) + 1}.xml"


def where(finding: Finding) -> tuple[str, str, int | None, str]:
    return finding.file, finding.sheet, finding.row, finding.column


def test_a_workbook_saved_by_another_program_gives_the_same_place(tmp_path: Path) -> None:
    assert read_place(changed(tmp_path, lambda book: None)).hashes == small_place().hashes


def test_numbers_dates_and_truths_typed_as_such(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["place"]["B3"] = dt.datetime(2027, 4, 1)
        book["organisations"]["D2"] = True
        book["roles"]["D2"] = 5

    assert read_place(changed(tmp_path, change)).hashes == small_place().hashes


def test_merged_cells_are_named(tmp_path: Path) -> None:
    path = changed(tmp_path, lambda book: book["posts"].merge_cells("B2:B3"))
    found = errors(findings_of(path))
    assert where(found[0]) == ("place.xlsx", "posts", 2, "")
    assert "B2:B3" in found[0].message


def test_a_formula_with_a_saved_value_is_a_warning(tmp_path: Path) -> None:
    path = raw(tmp_path, sheet_part("needs"), b"<v>300</v>", b"<f>100+200</f><v>300</v>")
    place, found = check_place(path)
    assert place is not None
    assert place.hashes == small_place().hashes
    finding = only(found)
    assert finding.severity is Severity.WARNING
    assert where(finding) == ("place.xlsx", "needs", 2, "people")
    assert finding.value == "300"
    assert "D2" in finding.message


def test_a_formula_without_a_saved_value_is_an_error(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["needs"]["D2"] = "=100+200"

    found = errors(findings_of(changed(tmp_path, change)))
    assert where(found[0]) == ("place.xlsx", "needs", 2, "people")
    assert "not saved" in found[0].message


def test_an_error_value_is_an_error(tmp_path: Path) -> None:
    path = raw(
        tmp_path,
        sheet_part("needs"),
        b'<c r="D2"><v>300</v>',
        b'<c r="D2" t="e"><f>1/0</f><v>#DIV/0!</v>',
    )
    found = errors(findings_of(path))
    assert where(found[0]) == ("place.xlsx", "needs", 2, "people")
    assert found[0].value == "#DIV/0!"


def test_a_hidden_sheet_is_read_with_a_warning(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["posts"].sheet_state = "hidden"

    place, found = check_place(changed(tmp_path, change))
    assert place is not None
    assert where(only(found)) == ("place.xlsx", "posts", None, "")
    assert "hidden" in found[0].message


def test_unknown_sheets_are_warned_of_and_read_me_is_not(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book.create_sheet("pots")
        book.create_sheet("Read me")

    finding = only(findings_of(changed(tmp_path, change)))
    assert where(finding) == ("place.xlsx", "pots", None, "")
    assert "posts" in finding.remedy


def test_blank_rows_count(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["budgets"].insert_rows(1)
        book["budgets"].insert_rows(4)
        book["budgets"]["C7"] = "lots"

    finding = only(errors(findings_of(changed(tmp_path, change))))
    assert where(finding) == ("place.xlsx", "budgets", 7, "amount")
    assert finding.value == "lots"


def test_settings_are_located_in_their_sheet(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        sheet = book["place"]
        rows = {row[0].value: row[1] for row in sheet.iter_rows()}
        rows["quarters"].value = "many"
        rows["priorities.2.measure"].value = "fame"
        sheet.append(["policy.change_limt", 0.5])

    found = errors(findings_of(changed(tmp_path, change)))
    assert {(f.sheet, f.column, f.row) for f in found} == {
        ("place", "quarters", 4),
        ("place", "priorities.1.measure", 9),
        ("place", "policy.change_limt", 26),
    }


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"post,organisation", "not an Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "password"),
        (b"PK\x03\x04" + b"\0" * 100, "damaged"),
    ],
)
def test_what_is_no_workbook(tmp_path: Path, data: bytes, words: str) -> None:
    (tmp_path / "place.xlsx").write_bytes(data)
    finding = only(findings_of(tmp_path / "place.xlsx"))
    assert finding.file == "place.xlsx"
    assert words in finding.message


def test_every_place_a_workbook_may_be_cut_is_survived(tmp_path: Path) -> None:
    data = good_files("xlsx")["place.xlsx"]
    for length in range(0, len(data), len(data) // 40):
        (tmp_path / "place.xlsx").write_bytes(data[:length])
        assert only(findings_of(tmp_path / "place.xlsx")).file == "place.xlsx"


def test_a_cell_far_away_is_refused(tmp_path: Path) -> None:
    path = raw(tmp_path, sheet_part("needs"), b'r="D2"', b'r="XFD1048576"')
    finding = only(findings_of(path))
    assert finding.file == "place.xlsx"
    assert "sheet needs reaches to row 1,048,576" in finding.message


def test_a_zip_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.place.readers.workbook_xml.MAX_UNPACKED", 1_000_000)
    with zipfile.ZipFile(tmp_path / "place.xlsx", "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/workbook.xml", b" " * 2_000_000)
    finding = only(findings_of(tmp_path / "place.xlsx"))
    assert "unpacks to more than" in finding.message


def test_xml_that_declares_entities_is_refused(tmp_path: Path) -> None:
    path = raw(
        tmp_path, "xl/workbook.xml", b"<workbook", b'<!DOCTYPE x [<!ENTITY a "b">]><workbook'
    )
    assert "document type" in only(findings_of(path)).message


def test_an_unusual_way_of_packing_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "place.xlsx", "w", zipfile.ZIP_LZMA) as book:
        book.writestr("xl/workbook.xml", b"<workbook/>")
    assert "Excel never uses" in only(findings_of(tmp_path / "place.xlsx")).message
