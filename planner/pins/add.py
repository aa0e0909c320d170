"""Adding pins to a file that may hold some, without losing what is there."""

from __future__ import annotations

import codecs
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from planner.errors import Finding, InputError, PlaceplanError, Severity
from planner.pins.lines import csv_line
from planner.place.checks.headings import match_headings
from planner.place.checks.tables import check_table
from planner.place.readers.csv_file import parse_csv, read_bytes
from planner.place.readers.frames import read_frame
from planner.place.readers.raw import RawTable
from planner.place.report import Report
from planner.place.write import write_file
from planner.plan.store import why_not_written
from planner.schema import BY_NAME
from planner.schema.column import Kind, Table

_COPY = "or copy the lines that are printed without -o"
#: Of a key, what says how a decision is fixed and not which.
_HOW = frozenset({"comparison"})


@dataclass(frozen=True)
class Added:
    """``there`` are rows that the file had already, with the same decision; they stay."""

    added: int
    there: int


@dataclass(frozen=True)
class _File:
    """A file of pins as it stands.

    ``columns`` are the table's, in the file's order, "" where it has another; ``fixed`` its rows
    as the place would read them, None where it has not even headings.
    """

    data: bytes
    columns: tuple[str, ...]
    fixed: pd.DataFrame | None


def add_to_file(
    path: Path, table: Table, rows: Sequence[Mapping[str, str]], reason: str = ""
) -> Added:
    """Put rows at the end of a CSV file of the table; a file that is not there is made.

    What stands in the file stays, letter by letter. A decision that it fixes already, in the
    period or in every period, is left as it is, however and at whatever value.

    Raises
    ------
    InputError : the file cannot be read, is no sound CSV of the table, or lacks a column that is
        needed; every such problem.
    PlaceplanError : it cannot be written; it is then as it was.
    """
    _refuse_other_files(path, table)
    there = _read(path, table, rows)
    known = _Known(table, there.fixed)
    typed = check_table(
        read_frame(rows, table.name, "lines"), table, None, Report(), needed=False
    ).frame.to_dict("records")
    fresh = [
        {**row, "reason": reason or row.get("reason", "")}
        for row, cells in zip(rows, typed, strict=True)
        if known.add(cells)
    ]
    if fresh:
        try:
            write_file(path, _with(there, fresh))
        except OSError as error:
            raise PlaceplanError(why_not_written(path, error, "table of pins")) from error
    return Added(len(fresh), len(rows) - len(fresh))


class _Known:
    """Decisions that are fixed: each by what it is of, with its periods; blank: in every one."""

    def __init__(self, table: Table, fixed: pd.DataFrame | None):
        self._period = next((c.name for c in table.columns if c.kind is Kind.PERIOD), "")
        self._key = [name for name in table.key if name not in _HOW and name != self._period]
        self._of: dict[tuple[Hashable, ...], set[str]] = {}
        for row in [] if fixed is None else fixed.to_dict("records"):
            self.add(row)

    def add(self, row: Mapping[Any, Any]) -> bool:
        """Note the row's decision; whether nothing fixed it before."""
        periods = self._of.setdefault(tuple(row[name] for name in self._key), set())
        period = row[self._period] if self._period else ""
        fixed = bool(periods) if period == "" else bool(periods & {"", period})
        periods.add(period)
        return not fixed


def _refuse_other_files(path: Path, table: Table) -> None:
    if path.suffix.lower() != ".csv":
        message = "pins are added to CSV files only"
        raise InputError([Finding(message, f"name a file that ends in .csv, {_COPY}", str(path))])
    other = path.stem.casefold()
    if other in BY_NAME and other != table.name:
        message = f"this is the name of another table, {other}"
        remedy = f"what this plan decided is fixed in {table.name}.csv"
        raise InputError([Finding(message, remedy, str(path))])


def _read(path: Path, table: Table, rows: Sequence[Mapping[str, str]]) -> _File:
    """The file, read and checked as ``placeplan check`` does it."""
    report = Report()
    data = (read_bytes(path, report, table.name) or b"") if path.exists() else b""
    if not data.removeprefix(codecs.BOM_UTF8).strip():
        _refuse_errors(path, report)
        return _File(data, table.column_names, None)
    raw = parse_csv(data, path.name, table.name, report)
    if raw is None:
        raise InputError(_located(path, report))
    checked = check_table(raw, table, None, report, needed=False)
    columns = _columns(raw, table)
    for finding in [*_lacking(table, columns, rows), *_unlike(raw, data)]:
        report.add(finding, table.name)
    _refuse_errors(path, report)
    return _File(data, columns, checked.frame)


def _refuse_errors(path: Path, report: Report) -> None:
    if report.failed:
        raise InputError(_located(path, report))


def _located(path: Path, report: Report) -> list[Finding]:
    """Errors alone: what ``check`` only warns of does not stand against adding."""
    found = [each for each in report.findings if each.severity is Severity.ERROR]
    return [replace(each, file=str(path)) for each in found]


def _columns(raw: RawTable, table: Table) -> tuple[str, ...]:
    """The table's column that each column of the file is read as; "" where it is none."""
    names = {id(cells): name for name, cells in match_headings(raw, table, Report()).items()}
    return tuple(names.get(id(cells), "") for cells in raw.columns)


def _lacking(
    table: Table, columns: Sequence[str], rows: Sequence[Mapping[str, str]]
) -> list[Finding]:
    """Columns that are not there, in which a cell of the rows would say more than a blank."""
    return [
        Finding(
            f"has no column '{c.name}', which the pins need",
            f"add it to the headings: {', '.join(table.column_names)}",
        )
        for c in table.columns
        if c.name not in columns
        and c.name != "reason"
        and not c.required  # which the check told
        and any(row.get(c.name, "") not in ("", str(c.default or "")) for row in rows)
    ]


def _unlike(raw: RawTable, data: bytes) -> list[Finding]:
    """Why lines of our own would not be read like those that are there."""
    message = ""
    if raw.separator != ",":
        message = "its cells are not separated by commas"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        message = "it is not UTF-8"
    return [Finding(message, f"save it as CSV UTF-8 (comma delimited), {_COPY}")] if message else []


def _with(there: _File, fresh: Sequence[Mapping[str, str]]) -> bytes:
    """What the file holds with the rows added: UTF-8, with the mark that Excel needs where it
    has none and there is an accent."""
    end = "\r\n" if b"\r\n" in there.data else "\n"
    lines = [] if there.fixed is not None else [csv_line(there.columns)]
    lines += [csv_line([row.get(name, "") for name in there.columns]) for row in fresh]
    body = there.data.removeprefix(codecs.BOM_UTF8)
    if body and not body.endswith((b"\n", b"\r")):
        body += end.encode()
    body += "".join(line + end for line in lines).encode()
    marked = there.data.startswith(codecs.BOM_UTF8) or not body.isascii()
    return codecs.BOM_UTF8 + body if marked else body
