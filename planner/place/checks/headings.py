"""Matches the headings of a file with the columns of its table."""

from __future__ import annotations

import numpy as np

from planner.errors import Finding, Severity
from planner.nearest import did_you_mean, nearest
from planner.place.readers.raw import RawTable
from planner.place.report import Report, shown
from planner.schema import Table


def match_headings(raw: RawTable, table: Table, report: Report) -> dict[str, np.ndarray]:
    """The text of each column of the table that the file has, by the column's name.

    Headings are matched whatever their capitals, spaces and hyphens (a warning).
    Unknown ones are left out (a warning); missing required ones, two of one name and
    data without a heading are errors.
    """
    plain = {_plain(name): name for name in table.column_names}
    found: dict[str, np.ndarray] = {}
    unknown: list[str] = []
    for position, (heading, texts) in enumerate(zip(raw.headings, raw.columns, strict=True)):
        name = heading if heading in table.column_names else plain.get(_plain(heading))
        if not _plain(heading):
            _blank_heading(raw, position, texts, report)
        elif name is None:
            unknown.append(heading)
        elif name in found:
            message = f"two columns are headed {name}"
            _say(raw, shown(heading), message, "keep one", Severity.ERROR, report)
        else:
            found[name] = texts
            if heading != name:
                message = f"the heading is read as {name}"
                _say(raw, shown(heading), message, "", Severity.WARNING, report)
    missing = [c.name for c in table.columns if c.required and c.name not in found]
    _tell_unknown(raw, table, unknown, found, report)
    _tell_missing(raw, missing, unknown, len(found), report)
    return found


def _tell_unknown(
    raw: RawTable, table: Table, unknown: list[str], found: dict[str, np.ndarray], report: Report
) -> None:
    free = [name for name in table.column_names if name not in found]
    for heading in unknown:
        message = f"the table {table.name} has no such column; it is left out"
        remedy = did_you_mean(heading, free, listed=0)
        _say(raw, shown(heading), message, remedy, Severity.WARNING, report)


def _tell_missing(
    raw: RawTable, missing: list[str], unknown: list[str], matched: int, report: Report
) -> None:
    if missing and not matched and _heading_below(raw, missing):
        message = f"the headings must stand in the first row; here it is {raw.heading_row}"
        _say(raw, "", message, "delete the rows above the headings", Severity.ERROR, report)
        return
    for name in missing:
        near = nearest(name, unknown, count=1)
        remedy = f"is '{shown(near[0])}' meant?" if near else "add it"
        _say(raw, name, "the column is missing", remedy, Severity.ERROR, report)


def _heading_below(raw: RawTable, missing: list[str]) -> bool:
    """Whether one of the first rows holds what should be headings (a title stands above)."""
    first = [_plain(str(text)) for texts in raw.columns for text in texts[:10]]
    return len(set(missing).intersection(first)) > 0


def _blank_heading(raw: RawTable, position: int, texts: np.ndarray, report: Report) -> None:
    """Blank columns are nothing; data under no heading are an error."""
    filled = [i for i, text in enumerate(texts) if text.strip()]
    if filled:
        message = f"column {position + 1} holds data and has no heading"
        finding = Finding(
            message,
            "give it a heading or clear it",
            raw.file,
            raw.sheet,
            int(raw.rows[filled[0]]),
            value=shown(texts[filled[0]]),
        )
        report.add(finding, raw.table)


def _say(
    raw: RawTable, column: str, message: str, remedy: str, severity: Severity, report: Report
) -> None:
    report.add(
        Finding(message, remedy, raw.file, raw.sheet, raw.heading_row, column, severity=severity),
        raw.table,
    )


def _plain(heading: str) -> str:
    heading = heading.strip("\ufeff\u200b \t\r\n\u00a0").casefold()
    return "_".join(heading.replace("-", " ").replace("_", " ").split())
