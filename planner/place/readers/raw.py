"""A table as it stands in its file: headings and text, before any meaning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.errors import Finding
from planner.place.report import Report, shown

MAX_BYTES = 200_000_000
MAX_COLUMNS = 500
MAX_ROWS = 2_000_000
MAX_TEXT = 10_000


@dataclass(frozen=True)
class RawTable:
    """A table of text.

    Attributes
    ----------
    table : name in the schema.
    file, sheet : where it stands, as messages say it.
    headings : as written.
    columns : one object array of ``str`` per heading, all of one length; blank is ``""``.
    rows : the row of each record as the user sees it in the file.
    heading_row : the row of the headings.
    separator : what stood between cells of a text file.
    """

    table: str
    file: str
    sheet: str
    headings: tuple[str, ...]
    columns: tuple[np.ndarray, ...]
    rows: np.ndarray
    heading_row: int = 1
    separator: str = ","

    @property
    def semicolons(self) -> bool:
        """Whether a comma may be a decimal comma."""
        return self.separator == ";"


def table_from_grid(
    target: Finding,
    table: str,
    rows: Sequence[int],
    grid: Sequence[Sequence[str]],
    report: Report,
    separator: str = ",",
) -> RawTable | None:
    """The table in a grid of text: the first row that is not blank holds the headings.

    Parameters
    ----------
    target : a finding that names file and sheet; every finding made here starts from it.
    rows, grid : the records and the row each starts at.

    Blank rows are left out. A record longer or shorter than the headings is an error.
    """
    file, sheet = target.file, target.sheet
    start = next((i for i, cells in enumerate(grid) if _holds(cells)), None)
    if start is None:
        message = "the table is empty: it has no headings"
        report.add(Finding(message, "see the template for the headings", file, sheet), table)
        return None
    width = _width(grid[start])
    if width > MAX_COLUMNS:
        message = f"{width:,} columns are more than the {MAX_COLUMNS} a table may have"
        report.add(Finding(message, "", file, sheet, rows[start]), table)
        return None
    headings = tuple(grid[start])
    kept_rows, kept = _records(target, table, rows, grid, start, width, report)
    columns = tuple(np.array(column, dtype=object) for column in zip(*kept, strict=True))
    if not kept:
        columns = tuple(np.empty(0, dtype=object) for _ in headings)
    at = np.array(kept_rows, dtype=np.int64)
    return RawTable(table, file, sheet, headings, columns, at, rows[start], separator)


def _records(
    target: Finding,
    table: str,
    rows: Sequence[int],
    grid: Sequence[Sequence[str]],
    start: int,
    width: int,
    report: Report,
) -> tuple[list[int], list[Sequence[str]]]:
    """The records under the headings that are not blank and fit them."""
    kept_rows: list[int] = []
    kept: list[Sequence[str]] = []
    ragged: list[Finding] = []
    full = len(grid[start])
    for row, cells in zip(rows[start + 1 :], grid[start + 1 :], strict=True):
        if not _holds(cells):
            continue
        if len(cells) != full and (len(cells) < width or _holds(cells[full:])):
            ragged.append(_ragged(target, row, cells, width))
            continue
        kept_rows.append(row)
        kept.append(cells if len(cells) == full else [*cells[:full], *[""] * (full - len(cells))])
    report.extend(ragged, table)
    return kept_rows, kept


def _ragged(target: Finding, row: int, cells: Sequence[str], width: int) -> Finding:
    message = f"the row has {len(cells)} cells, the headings {width}"
    remedy = "put text that holds a separator in double quotes, or fill in what is missing"
    first = shown(next(cell for cell in cells if cell.strip()))
    return Finding(message, remedy, target.file, target.sheet, row, value=first)


def _holds(cells: Sequence[str]) -> bool:
    """Whether any cell holds more than spaces."""
    return any(cell and not cell.isspace() for cell in cells)


def _width(cells: Sequence[str]) -> int:
    """Number of cells up to the last that is not blank."""
    return max(i + 1 for i, cell in enumerate(cells) if cell.strip())
