"""Reads the tables of an Excel workbook."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import python_calamine as calamine

from planner.errors import Finding, Severity
from planner.place.readers.raw import MAX_BYTES
from planner.place.readers.text import to_text
from planner.place.readers.workbook_xml import BadWorkbook, OddCell, column_letters, odd_cells
from planner.place.report import LISTED, Report

_OLE = b"\xd0\xcf\x11\xe0"  # old .xls files and encrypted workbooks both begin so


@dataclass(frozen=True)
class Sheet:
    """One sheet: its grid of text from cell A1 on, and what is odd in it.

    ``merged`` holds the merged ranges that touch the grid as ``(row, "A1:B2")``.
    """

    name: str
    hidden: bool
    grid: list[list[str]]
    merged: tuple[tuple[int, str], ...]
    odd: tuple[OddCell, ...]


def read_workbook(path: Path, report: Report) -> list[Sheet] | None:
    """All sheets of a workbook, or None with the reason in ``report``."""
    try:
        problem = _not_a_workbook(path)
        if problem:
            raise BadWorkbook(problem)
        odd = odd_cells(path)
        with _calamine_errors(), calamine.CalamineWorkbook.from_path(path) as book:
            return [
                _sheet(book, meta, odd.get(meta.name, []))
                for meta in book.sheets_metadata
                if meta.typ == calamine.SheetTypeEnum.WorkSheet
            ]
    except (BadWorkbook, OSError) as error:
        message = (
            str(error) if isinstance(error, BadWorkbook) else f"cannot be read: {error.strerror}"
        )
        remedy = "open it in Excel and save it again as .xlsx, without a password"
        report.add(Finding(message, remedy, path.name), "workbook")
        return None


def _not_a_workbook(path: Path) -> str:
    if path.stat().st_size > MAX_BYTES:
        return f"the workbook is larger than {MAX_BYTES // 10**6} MB"
    with path.open("rb") as file:
        start = file.read(4)
    if start == _OLE:
        return "the workbook is protected by a password or in the old .xls format"
    if not start:
        return "the file is empty"
    if not start.startswith(b"PK"):
        return "the file is not an Excel workbook"
    return ""


@contextmanager
def _calamine_errors() -> Iterator[None]:
    """Turn what calamine raises into BadWorkbook.

    A damaged file can make the Rust library panic, which Python sees as
    ``pyo3_runtime.PanicException``, a BaseException that cannot be imported.
    """
    try:
        yield
    except (calamine.CalamineError, ValueError, MemoryError) as error:
        raise BadWorkbook(f"the workbook cannot be read: {error}") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise BadWorkbook("the workbook's content is damaged") from error


def _sheet(
    book: calamine.CalamineWorkbook, meta: calamine.SheetMetadata, odd: list[OddCell]
) -> Sheet:
    content = book.get_sheet_by_name(meta.name)
    grid = [[to_text(v) for v in row] for row in content.to_python(skip_empty_area=False)]
    merged = tuple(
        (top + 1, f"{column_letters(left + 1)}{top + 1}:{column_letters(right + 1)}{bottom + 1}")
        for (top, left), (bottom, right) in content.merged_cell_ranges or ()
    )
    hidden = meta.visible != calamine.SheetVisibleEnum.Visible
    return Sheet(meta.name, hidden, grid, merged, tuple(odd))


def check_sheet(sheet: Sheet, file: str, table: str, report: Report) -> None:
    """Findings on a table's sheet: hidden, merged cells, formulas, error values."""
    if sheet.hidden:
        report.add(
            Finding(
                "the sheet is hidden; it is read all the same",
                "unhide it, or delete it if it is not meant to count",
                file,
                sheet.name,
                severity=Severity.WARNING,
            )
        )
    for row, area in sheet.merged[:LISTED]:
        message = f"cells {area} are merged, so rows have lost values"
        remedy = "unmerge them and fill in every cell"
        report.add(Finding(message, remedy, file, sheet.name, row), table)
    report.extend((_formula_error(c, sheet, file) for c in sheet.odd if _unusable(c)), table)
    report.extend(_formula_warning(c, sheet, file) for c in sheet.odd if not _unusable(c))


def _unusable(cell: OddCell) -> bool:
    return cell.error or not cell.cached


def _formula_error(cell: OddCell, sheet: Sheet, file: str) -> Finding:
    name = f"{column_letters(cell.column)}{cell.row}"
    if cell.error:
        message, remedy = f"cell {name} holds an error value", "type the value that belongs there"
    else:
        message = f"cell {name} holds a formula whose value Excel has not saved"
        remedy = "paste the values instead, or open the workbook in Excel and save it"
    heading = _heading(sheet, cell)
    return Finding(message, remedy, file, sheet.name, cell.row, heading, cell.cached[:80])


def _formula_warning(cell: OddCell, sheet: Sheet, file: str) -> Finding:
    name = f"{column_letters(cell.column)}{cell.row}"
    shown = sheet.grid[cell.row - 1][cell.column - 1] if _inside(sheet, cell) else cell.cached
    return Finding(
        f"cell {name} holds a formula; the value Excel last saw is used",
        "paste values to be sure",
        file,
        sheet.name,
        cell.row,
        _heading(sheet, cell),
        shown[:80],
        Severity.WARNING,
    )


def _inside(sheet: Sheet, cell: OddCell) -> bool:
    return cell.row <= len(sheet.grid) and cell.column <= len(sheet.grid[cell.row - 1])


def _heading(sheet: Sheet, cell: OddCell) -> str:
    """The heading over a cell, or its column's letters where there is none."""
    headings = next((cells for cells in sheet.grid if any(c.strip() for c in cells)), [])
    if cell.column <= len(headings) and headings[cell.column - 1].strip():
        return headings[cell.column - 1].strip()
    return column_letters(cell.column)
