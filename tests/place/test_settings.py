"""place.toml and what may be wrong in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.place import check_place, read_place
from tests.place.helpers import errors, findings_of, folder_with, good_files, only
from tests.place.small import small_place

START = 'name = "A"\nstart = 2027-04-01\nquarters = 4\nyears = 2\n'


@pytest.mark.parametrize(
    ("text", "column", "words", "remedy"),
    [
        ("start = 2027-04-01", "name", "missing", "name ="),
        ('name = "A"\nstart = 2027-04-02', "start", "first of a month", "2027-04-01"),
        ('name = "A"\nstart = "soon"', "start", "date", "2027-04-01"),
        ('name = "A"\nstart = 9999-01-01', "start", "out of reach", "1950"),
        ('name = " "\nstart = 2027-04-01', "name", "blank", ""),
        ('name = ""\nstart = 2027-04-01', "name", "the setting is blank", "name ="),
        (START + "quarter = 3", "quarter", "no such setting", "'quarters'"),
        (START + "[policy]\nchange_limt = 1", "policy.change_limt", "no such", "'change_limit'"),
        (START + "[policy]\nchange_limit = -1", "policy.change_limit", "greater", ""),
        (START + "[policy]\nover_establishment_limit = inf", "policy.over_establishment_limit",
         "not finite", "leave it out"),
        (START + "[policy]\nfrozen_periods = 7", "policy.frozen_periods", "than the 6", "at most 6"),
        (START + '[[priorities]]\nmeasure = "fame"', "priorities.0.measure", "unmet_need", ""),
        (START + '[[priorities]]\nmeasure = "cost"\nweight = 1', "priorities.0.weight", "no such",
         "known here: measure, tolerance, slack"),
        (START + "priorities = []", "priorities", "at least one", ""),
        ('name = "A"\nstart = 2027-04-01\nquarters = 0\nyears = 0', "quarters", "no periods", ""),
    ],
)  # fmt: skip
def test_settings_that_are_wrong(
    tmp_path: Path, text: str, column: str, words: str, remedy: str
) -> None:
    found = errors(findings_of(folder_with(tmp_path, {"place.toml": text})))
    finding = next(f for f in found if f.file == "place.toml")
    assert finding.column == column
    assert words in finding.message
    assert remedy in finding.remedy


def test_a_setting_is_called_a_setting(tmp_path: Path) -> None:
    text = 'name = ""\nstart = 2027-04-01'
    found = errors(findings_of(folder_with(tmp_path, {"place.toml": text})))
    assert str(found[0]).startswith("place.toml setting name: the setting is blank — write")


@pytest.mark.parametrize(
    ("data", "row", "words"),
    [
        (b'name = "A"\nstart = soon\n', 2, "not sound TOML"),
        (b'name = "A"\nx = ' + b"[" * 5000, None, "not sound TOML"),
        (b'name = "\xff"\n', 1, "not UTF-8"),
        (b"", None, "missing"),
    ],
)
def test_what_is_no_toml(tmp_path: Path, data: bytes, row: int | None, words: str) -> None:
    found = errors(findings_of(folder_with(tmp_path, {"place.toml": data})))
    assert (found[0].file, found[0].row) == ("place.toml", row)
    assert words in found[0].message


def test_a_byte_order_mark_is_nothing(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf" + good_files("csv")["place.toml"]
    assert read_place(folder_with(tmp_path, {"place.toml": data})).hashes == small_place().hashes


def test_tables_are_still_checked_when_the_settings_are_wrong(tmp_path: Path) -> None:
    budgets = "organisation,period,amount\nTRUST,2027Q9,x\n"
    changes: dict[str, bytes | str | None] = {"place.toml": "a", "budgets.csv": budgets}
    place, found = check_place(folder_with(tmp_path, changes))
    assert place is None
    assert {(f.file, f.column) for f in errors(found)} == {
        ("place.toml", ""),
        ("budgets.csv", "amount"),  # the periods are not known, so 2027Q9 may be one
    }


def test_a_workbook_without_settings_takes_those_beside_it(tmp_path: Path) -> None:
    import io

    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(good_files("xlsx")["place.xlsx"]))
    del book["place"]
    book.save(tmp_path / "x.xlsx")
    finding = only(errors(findings_of(tmp_path / "x.xlsx")))
    assert (finding.file, finding.sheet) == ("x.xlsx", "place")
    (tmp_path / "place.toml").write_bytes(good_files("csv")["place.toml"])
    assert read_place(tmp_path / "x.xlsx").hashes == small_place().hashes
    assert read_place(tmp_path).hashes == small_place().hashes
