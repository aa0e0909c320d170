"""Reads a table from text: comma, semicolon or tab separated, in the usual encodings."""

from __future__ import annotations

import codecs
import csv
import io
from pathlib import Path

from planner.errors import Finding, Severity
from planner.place.readers.raw import MAX_BYTES, MAX_ROWS, RawTable, table_from_grid
from planner.place.report import Report
from planner.schema import BY_NAME

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS = ",;\t"


def read_csv(path: Path, table: str, report: Report) -> RawTable | None:
    """The table in a CSV file, or None with the reason in ``report``."""
    data = read_bytes(path, report, table)
    return None if data is None else parse_csv(data, path.name, table, report)


def parse_csv(data: bytes, file: str, table: str, report: Report) -> RawTable | None:
    """The table in the content of a CSV file, or None with the reason in ``report``."""
    text = _decode(data, file, table, report)
    if text is None:
        return None
    separator, skipped = _separator(text, table)
    parsed = _parse(text, separator, skipped, file, table, report)
    if parsed is None:
        return None
    rows, grid = parsed
    return table_from_grid(Finding("", file=file), table, rows, grid, report, separator)


def read_bytes(path: Path, report: Report, table: str) -> bytes | None:
    """A file's content, within bounds; None with the reason in ``report``."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            message = f"the file has {size / 1e6:,.0f} MB; a table may have {MAX_BYTES // 10**6}"
            report.add(Finding(message, "split or thin it", path.name), table)
            return None
        return path.read_bytes()
    except OSError as error:
        message = f"the file cannot be read: {error.strerror or error}"
        report.add(Finding(message, "check that it is there and yours to read", path.name), table)
        return None


def _decode(data: bytes, file: str, table: str, report: Report) -> str | None:
    """The file's text; None, with a finding, where it is not text."""
    encoding = next((name for mark, name in _BOMS if data.startswith(mark)), "utf-8")
    remedy = "save the table as 'CSV UTF-8'"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        text = (
            _decode_western(data, file, table, error.start, report) if encoding == "utf-8" else ""
        )
        if not text:
            row = data.count(b"\n", 0, error.start) + 1
            message = f"the file is not text in the encoding {encoding}"
            report.add(Finding(message, remedy, file, row=row), table)
            return None
    if "\0" in text:
        row = text.count("\n", 0, text.index("\0")) + 1
        message = "the file holds zero bytes, so it is not a text table"
        report.add(Finding(message, remedy, file, row=row), table)
        return None
    return text


def _decode_western(data: bytes, file: str, table: str, at: int, report: Report) -> str:
    """The text as Windows wrote it before UTF-8, with a warning; ``""`` where it is not that."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return ""
    row = data.count(b"\n", 0, at) + 1
    line = text.splitlines()[row - 1] if row <= len(text.splitlines()) else ""
    message = "the file is not UTF-8; it is read as Windows Western European (cp1252)"
    remedy = "check accented letters, or save the table as 'CSV UTF-8'"
    report.add(
        Finding(message, remedy, file, row=row, value=line[:60], severity=Severity.WARNING), table
    )
    return text


def _separator(text: str, table: str) -> tuple[str, int]:
    """What separates the cells, and how many lines stand before the table.

    The separator is the one that splits the heading line into most of the table's
    own headings, then into most cells. Excel's ``sep=;`` line says it outright.
    """
    lines = io.StringIO(text, newline=None)
    skipped = 0
    for line in lines:
        if line.strip():
            break
        skipped += 1
    else:
        return ",", 0
    if line[:4].lower() == "sep=" and line[4:].rstrip("\n") in (*_SEPARATORS, "|"):
        return line[4], skipped + 1
    known = set(BY_NAME[table].column_names) if table in BY_NAME else set()

    def score(separator: str) -> tuple[int, int]:
        cells = [cell.strip(' "').casefold().replace(" ", "_") for cell in line.split(separator)]
        return len(known.intersection(cells)), len(cells)

    return max(_SEPARATORS, key=score), 0


def _parse(
    text: str, separator: str, skipped: int, file: str, table: str, report: Report
) -> tuple[list[int], list[list[str]]] | None:
    """The records and the physical line each starts at."""
    stream = io.StringIO(text, newline="")
    for _ in range(skipped):
        stream.readline()
    reader = csv.reader(stream, delimiter=separator, strict=True)
    rows: list[int] = []
    grid: list[list[str]] = []
    line = skipped + 1
    try:
        for cells in reader:
            rows.append(line)
            grid.append(cells)
            line = skipped + reader.line_num + 1
            if len(rows) > MAX_ROWS:
                message = f"the table has more than {MAX_ROWS:,} rows"
                report.add(Finding(message, "split or thin it", file, row=line), table)
                return None
    except csv.Error as error:
        report.add(_broken_quotes(str(error), file, line), table)
        return None
    return rows, grid


def _broken_quotes(error: str, file: str, line: int) -> Finding:
    if "field larger" in error:
        message = "a cell in this row is very long: a double quote may never have been closed"
    elif "unexpected end" in error:
        message = "a double quote that opens in this row is never closed"
    else:
        message = "text follows a closing double quote"
    remedy = 'write a double quote inside quoted text twice, as in "the ""red"" team"'
    return Finding(message, remedy, file, row=line)
