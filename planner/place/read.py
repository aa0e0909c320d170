"""From files or frames to a validated place, or every reason why not."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from planner.errors import Finding, InputError
from planner.nearest import did_you_mean
from planner.place.checks.references import check_references
from planner.place.checks.tables import CheckedTable, check_table, empty_table
from planner.place.hashing import hash_settings, hash_table
from planner.place.periods import make_periods
from planner.place.place import Place
from planner.place.readers.folder import Files, read_files
from planner.place.readers.frames import Frame, read_frame
from planner.place.readers.settings_file import make_settings
from planner.place.report import Report
from planner.place.rules import check_rules
from planner.place.settings import Settings
from planner.place.stages import stages_of, wanted
from planner.schema import BY_NAME, TABLES


def read_place(path: str | Path) -> Place:
    """Read and validate a place.

    Parameters
    ----------
    path : a folder with ``place.toml`` and one CSV or Parquet file per table (or one
        workbook beside ``place.toml``), or an Excel workbook with one sheet per table
        and the settings in the sheet ``place`` or in a ``place.toml`` beside it.

    Raises
    ------
    InputError : anything is wrong; its ``findings`` hold every error and warning.
    """
    place, findings = check_place(path)
    if place is None:
        raise InputError(findings)
    return place


def check_place(path: str | Path) -> tuple[Place | None, list[Finding]]:
    """The place, where it is sound, and every finding, errors and warnings.

    Bad input never raises.
    """
    report = Report()
    files = read_files(Path(path), report)
    return _validate(files, report, Path(path))


def place_from_frames(
    settings: Settings | Mapping[str, Any],
    frames: Mapping[str, Frame],
    origin: str = "tables made in code",
) -> Place:
    """A place from tables made in code, validated as if they had been read.

    Parameters
    ----------
    settings : ``Settings``, or what ``place.toml`` would hold.
    frames : by table name; data frames or lists of rows. Columns that are not required
        may be missing; ``many`` cells hold a list or text joined by ``;``.
    origin : named in findings where a file's name would stand.

    Raises
    ------
    InputError : anything is wrong; its ``findings`` hold every error and warning.
    """
    report = Report()
    values = settings.model_dump() if isinstance(settings, Settings) else settings
    files = Files(missing_at=lambda table: Finding("", file=origin, sheet=table))
    files.settings = make_settings(values, Finding("", file=origin, sheet="place"), report)
    for name, frame in frames.items():
        if name in BY_NAME:
            files.tables[name] = read_frame(frame, name, origin)
            files.seen[name] = origin
        else:
            message, remedy = "there is no such table", did_you_mean(name, BY_NAME)
            report.add(Finding(message, remedy, origin, name), name)
    place, findings = _validate(files, report, None)
    if place is None:
        raise InputError(findings)
    return place


def _validate(
    files: Files, report: Report, origin: Path | None
) -> tuple[Place | None, list[Finding]]:
    """Check all tables that could be read, then what holds between them."""
    settings = files.settings
    if not files.seen and report.failed:  # nothing was there to read: no more to say
        return None, report.findings
    labels = None
    if settings is not None:
        periods = make_periods(settings.start, settings.quarters, settings.years)
        labels = [period.label for period in periods]
    tables: dict[str, CheckedTable] = {}
    read = files.tables
    stages = stages_of({name: name not in read or len(read[name].rows) > 0 for name in files.seen})
    for table in TABLES:
        needed = wanted(table, stages)
        if table.name in files.tables:
            raw = files.tables[table.name]
            tables[table.name] = check_table(raw, table, labels, report, needed=needed)
        else:
            tables[table.name] = empty_table(table, files.missing_at(table.name))
            if needed and table.name not in files.seen:
                _missing(table.name, files, report)
    readable = _readable(tables, files, report, stages)
    check_references(tables, readable, report)
    check_rules(tables, readable, report, labels or ())
    if report.failed or settings is None:
        return None, report.findings
    frames = {name: checked.frame for name, checked in tables.items()}
    hashes = {name: hash_table(BY_NAME[name], frame) for name, frame in frames.items()}
    hashes["settings"] = hash_settings(settings)
    return Place(settings, frames, hashes, origin), report.findings


def _missing(table: str, files: Files, report: Report) -> None:
    if "workbook" in report.broken:  # its sheets could not be read
        return
    target = files.missing_at(table)
    message = f"the table {table} is missing"
    remedy = f"add it: each row is {BY_NAME[table].row}"
    report.add(Finding(message, remedy, target.file, target.sheet), table)


def _readable(
    tables: Mapping[str, CheckedTable], files: Files, report: Report, stages: frozenset[str]
) -> set[str]:
    """The tables whose names other tables can be held against."""
    readable = set()
    for name, checked in tables.items():
        there = name in files.tables and set(checked.table.key[:1]) <= set(checked.texts)
        absent = name not in files.seen and "workbook" not in report.broken
        if there or (absent and not wanted(checked.table, stages)):
            readable.add(name)
    return readable
