"""Workbooks of folders, as the command writes them, and where it writes them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from click.testing import Result

from planner.batch.folder import BatchFolder, RunRecord
from planner.compare import compare_plans
from planner.compare.store import write_comparison
from planner.compare.tables import TABLES
from planner.errors import InputError, PlaceplanError
from planner.plan.store import is_plan, write_plan
from planner.schema.column import Kind
from planner.workbook import book_of, refuse_file, write_book
from planner.workbook.book import as_bytes
from planner.workbook.of_tables import heading_of
from planner.workbook.sheet import FIRST
from tests.cli.conftest import run  # noqa: F401
from tests.plan.sample import sample_plan
from tests.workbook.test_workbook import (
    HOSTILE,
    book,
    column,
    content_of,
    headings,
    kinds,
    read,
    sheet_of,
)


def test_the_report_alone_beside_the_folder_one_is_in(
    run: Any,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "v1.2"
    write_plan(sample_plan(), folder, report=False)
    monkeypatch.chdir(folder)
    written: Result = run("workbook", ".", "--report-only")
    assert (written.exit_code, written.stdout) == (0, f"Workbook: {tmp_path / 'v1.2.xlsx'}\n")
    short = read((tmp_path / "v1.2.xlsx").read_bytes())
    assert "workforce" not in short.sheetnames
    assert set(short.sheetnames) < set(read(content_of("skillmix")).sheetnames)
    for args, said in (
        ((".",), "--overwrite"),
        ((".", "-o", "plan.xlsx"), "name a file in another folder"),
        ((".", "-o", "tables/plan.XLSX"), "name a file in another folder"),
        ((".", "-o", "../plan.csv"), "name plan.xlsx"),
        (("/",), "not a plan"),
    ):
        refused: Result = run("workbook", *args)
        assert refused.exit_code == 2
        assert said in refused.stderr
    assert is_plan(folder)
    assert {path.name for path in tmp_path.iterdir()} == {"v1.2", "v1.2.xlsx"}


def test_a_comparison(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = compare_plans([sample_plan(), sample_plan()], ["=a", "b"])
    monkeypatch.setattr("planner.report.comparison.render_comparison", lambda made: "<p>page</p>")
    folder = write_comparison(made, tmp_path / "c")
    found = read(as_bytes(book_of(folder)))
    assert kinds(found) <= {"s", "n", "inlineStr"}
    for table in TABLES:
        frame = made[table.name]
        sheet = found[table.name]
        for each in table.columns:
            cells = column(sheet, heading_of(each), len(frame))
            if each.kind is Kind.NUMBER:
                back = pd.Series(cells, dtype="float64")
                assert back.tolist() == pytest.approx(frame[each.name].tolist(), nan_ok=True)
            else:
                assert [cell or "" for cell in cells] == frame[each.name].tolist()
    with pytest.raises(InputError, match="leave out --report-only"):
        book_of(folder, tables_in_full=False)


def batch(folder: Path) -> Path:
    """Two runs of a place: one with a plan, one that is impossible; and one not done."""
    made = BatchFolder(folder)
    made.open()
    measures = [
        {"measure": "unmet_need", "unit": "weighted hours", "value": 12.5, "baseline": 40.0,
         "bound": 10.0, "proven": False},
        {"measure": "cost", "unit": "k£", "value": 7.0, "baseline": 9.0, "bound": 7.0,
         "proven": True},
        {"measure": "released", "unit": "WTE", "value": 0.25, "baseline": None, "bound": None,
         "proven": None},
    ]  # fmt: skip
    made.write_record(RunRecord("a", "planned", measures=measures, proven=False,
                                seconds={"run": 3.5}, memory_mb=120.0))  # fmt: skip
    made.write_record(RunRecord("b", "impossible", reason=HOSTILE[0]))
    rows = [{"run": name, "levels": {"place": "=Here", "growth": growth, "seed": 7}}
            for name, growth in (("a", 0.5), ("b", 1.25), ("c", 2.0))]  # fmt: skip
    index = {"name": "=Cycle", "description": "", "stage": "skillmix", "reproducible": False,
             "limits": {}, "given": [], "places": {}, "rows": rows}  # fmt: skip
    (folder / "batch.json").write_text(json.dumps(index), encoding="utf-8")
    return folder


def test_a_batch(tmp_path: Path) -> None:
    folder = batch(tmp_path / "b")
    found = read(as_bytes(book_of(folder)))
    assert kinds(found) <= {"s", "n", "inlineStr"}
    sheet = found["runs"]
    cells = {head: column(sheet, head, 4) for head in headings(sheet)}
    assert cells == {
        "Row": [1, 2, 3, None],
        "Run": ["a", "b", "c", None],
        "Stage": ["skillmix"] * 3 + [None],
        "Place": ["=Here"] * 3 + [None],
        "growth": [0.5, 1.25, 2.0, None],
        "Seed": [7, 7, 7, None],
        "Came out": ["planned", "impossible", "not run", None],
        "Proven": ["no", None, None, None],
        "Reason": [None, HOSTILE[0], None, None],
        **{
            f"{head}{end}": [value, None, None, None]
            for head, four in (
                ("Unmet need, weighted hours", (12.5, 40.0, 10.0, "no")),
                ("Cost, £ thousands", (7.0, 9.0, 7.0, "yes")),
                ("Released, WTE", (0.25, None, None, None)),
            )
            for end, value in zip(
                ("", ": today carried forward", ": cannot be below", ": proven"), four, strict=True
            )
        },
        "Seconds": [3.5, None, None, None],
        "Memory (MB)": [120, None, None, None],
    }
    released = headings(sheet).index("Released, WTE") + 1
    assert sheet.cell(FIRST + 1, released).number_format == "#,##0.00"
    said = [[cell.value for cell in row if cell.value is not None]
            for row in found.worksheets[0].iter_rows()]  # fmt: skip
    assert ["=Cycle: runs side by side"] in said
    assert ["3 runs of skillmix, 1 with a plan"] in said
    assert all([came, "1"] in said for came in ("planned", "impossible", "not run"))
    with pytest.raises(InputError, match="leave out --report-only"):
        book_of(folder, tables_in_full=False)
    (folder / "batch.json").write_text("{}")
    with pytest.raises(InputError, match="does not list the runs"):
        book_of(folder)


def test_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.xlsx"
    write_book(book(sheet_of(["x"])), path)
    before = path.read_bytes()
    with pytest.raises(PlaceplanError, match="is a folder"):
        refuse_file(tmp_path, tmp_path / "plan", overwrite=True)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(PlaceplanError, match="the disk is full"):
        write_book(book(sheet_of(["y"])), path)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["plan.xlsx"]
