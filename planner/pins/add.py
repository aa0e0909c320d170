"""Adding pins to a file that may hold some, without losing what is there."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from planner.errors import Finding, InputError, PlaceplanError
from planner.pins.lines import csv_line
from planner.place.write import write_file
from planner.plan.store import why_not_written
from planner.schema.column import Table

_BOM = "\ufeff"


@dataclass(frozen=True)
class Added:
    """``there`` are rows that the file had already, with the same decision; they stay."""

    added: int
    there: int


def add_to_file(
    path: Path, table: Table, rows: Sequence[Mapping[str, str]], reason: str = ""
) -> Added:
    """Put rows at the end of a CSV file of the table; a file that is not there is made.

    What stands in the file stays, letter by letter. A decision that it fixes already is left
    as it is, whatever its value.

    Raises
    ------
    InputError : the file cannot be read, is no CSV of the table, or lacks a column that is needed.
    PlaceplanError : it cannot be written; it is then as it was.
    """
    text = _read(path)
    body = text.removeprefix(_BOM)
    lines = list(csv.reader(io.StringIO(body, newline="")))
    heading = [name.strip() for name in lines[0]] if lines else list(table.column_names)
    _refuse_strange(path, table, heading, rows)
    known = {_key(table, dict(zip(heading, cells, strict=False))) for cells in lines[1:]}
    fresh = []
    for row in rows:
        key = _key(table, row)
        if key not in known:
            known.add(key)
            fresh.append({**row, "reason": reason or row.get("reason", "")})
    end = "\r\n" if "\r\n" in body else "\n"
    if fresh or not lines:
        parts = [text] if lines else [_BOM if text.startswith(_BOM) else "", csv_line(heading), end]
        if lines and not body.endswith(("\n", "\r")):
            parts.append(end)
        parts += [csv_line([row.get(name, "") for name in heading]) + end for row in fresh]
        try:
            write_file(path, _encoded("".join(parts)))
        except OSError as error:
            raise PlaceplanError(why_not_written(path, error, "table of pins")) from error
    return Added(len(fresh), len(rows) - len(fresh))


def _read(path: Path) -> str:
    if path.suffix.lower() != ".csv":
        message = "pins are added to CSV files only"
        remedy = "name a file that ends in .csv; for a workbook, copy the lines that are printed"
        raise InputError([Finding(message, remedy, str(path))])
    try:
        return path.read_bytes().decode("utf-8") if path.exists() else ""
    except UnicodeDecodeError as error:
        message = f"is not UTF-8: {error.reason} at byte {error.start:,}"
        raise InputError([Finding(message, "save it as CSV UTF-8", str(path))]) from error
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        raise InputError([Finding(message, "name a file", str(path))]) from error


def _encoded(text: str) -> bytes:
    """UTF-8, with a byte-order mark where Excel needs one."""
    text = text.removeprefix(_BOM) if text.isascii() else _BOM + text.removeprefix(_BOM)
    return text.encode("utf-8")


def _refuse_strange(
    path: Path, table: Table, heading: Sequence[str], rows: Sequence[Mapping[str, str]]
) -> None:
    """Headings that are not the table's, and columns of the rows that the file has not."""
    findings = []
    columns = ", ".join(table.column_names)
    for name in [name for name in heading if name not in table.column_names]:
        message = f"the column '{name}' is not one of the table {table.name}"
        findings.append(Finding(message, f"the columns are {columns}", str(path)))
    needed = [c for c in table.columns if any(_matters(c.name, row, table) for row in rows)]
    for column in needed:
        if column.name not in heading:
            message = f"has no column '{column.name}', which the pins need"
            findings.append(Finding(message, f"add it to the headings: {columns}", str(path)))
    if findings:
        raise InputError(findings)


def _matters(name: str, row: Mapping[str, str], table: Table) -> bool:
    """Whether a cell says more than a blank would."""
    cell = row.get(name, "")
    return cell not in ("", str(table.column(name).default or "")) and name != "reason"


def _key(table: Table, row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(
        (row.get(name) or "").strip() or str(table.column(name).default or "") for name in table.key
    )
