"""Finds the files and sheets of a place and reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from planner.errors import Finding, Severity
from planner.nearest import did_you_mean
from planner.place.readers import settings_file
from planner.place.readers.csv_file import read_csv
from planner.place.readers.parquet_file import read_parquet
from planner.place.readers.raw import RawTable, table_from_grid
from planner.place.readers.workbook import Sheet, check_sheet, read_workbook
from planner.place.report import Report
from planner.place.settings import Settings
from planner.schema import BY_NAME
from planner.swap import restore

_READERS: dict[str, Callable[[Path, str, Report], RawTable | None]] = {
    ".csv": read_csv,
    ".parquet": read_parquet,
}
WORKBOOKS = (".xlsx", ".xlsm")
_LOOK_LIKE_TABLES = (".tsv", ".xls", ".xlsb", ".ods", ".feather", ".pq", ".json")
README = "read me"


@dataclass
class Files:
    """What a place's files hold, as it stands in them.

    Attributes
    ----------
    settings : None where they could not be read.
    tables : by name; those that could not be read are not here but in ``seen``.
    seen : for every table that is there, readable or not, the file or sheet it is in.
    missing_at : what a message names for a table that is not there.
    """

    settings: Settings | None = None
    tables: dict[str, RawTable] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)
    missing_at: Callable[[str], Finding] = lambda table: Finding("", file=f"{table}.csv")


def read_files(path: Path, report: Report) -> Files:
    """Read a folder or a workbook; every problem goes to ``report``."""
    try:
        restore(path)
        if path.is_dir():
            return _read_folder(path, report)
        if path.is_file() and path.suffix.lower() in WORKBOOKS:
            return _read_single_workbook(path, report)
        there = path.exists()
    except (OSError, ValueError) as error:
        message = f"the place cannot be read: {error}"
        report.add(Finding(message, "check the path", str(path)), "settings")
        return Files()
    message = "this is not a place" if there else "there is no such folder or workbook"
    remedy = "name a folder that holds place.toml and the tables, or an Excel workbook (.xlsx)"
    report.add(Finding(message, remedy, path.name or str(path)), "settings")
    return Files()


def _read_single_workbook(path: Path, report: Report) -> Files:
    """A workbook by itself; its settings may stand in a place.toml beside it."""
    files = Files(missing_at=lambda table: Finding("", file=path.name, sheet=table))
    _add_workbook(path, files, report)
    toml = path.parent / settings_file.FILE
    if settings_file.SHEET not in files.seen and "workbook" not in report.broken:
        if toml.is_file():
            files.settings = settings_file.read_toml(toml, report)
        else:
            _no_settings(Finding("", file=path.name, sheet=settings_file.SHEET), report)
    return files


def _read_folder(path: Path, report: Report) -> Files:
    files = Files()
    entries = sorted(
        (entry for entry in path.iterdir() if entry.is_file() and entry.name[0] not in ".~"),
        key=lambda entry: entry.name,
    )
    workbooks = [entry for entry in entries if entry.suffix.lower() in WORKBOOKS]
    toml = next((entry for entry in entries if entry.name.lower() == settings_file.FILE), None)
    if toml:
        files.settings = settings_file.read_toml(toml, report)
        files.seen[settings_file.SHEET] = toml.name
    if len(workbooks) == 1:
        book = workbooks[0].name
        files.missing_at = lambda table: Finding("", file=book, sheet=table)
        _add_workbook(workbooks[0], files, report)
    elif workbooks:
        names = " and ".join(entry.name for entry in workbooks[:5])
        message = f"the folder holds more than one workbook: {names}"
        remedy = "keep one, or name the workbook instead of the folder"
        report.add(Finding(message, remedy, workbooks[1].name), "workbook")
    for entry in entries:
        _add_file(entry, files, report)
    if settings_file.SHEET not in files.seen and "workbook" not in report.broken:
        _no_settings(Finding("", file=settings_file.FILE), report)
    return files


def _no_settings(target: Finding, report: Report) -> None:
    message = "the settings of the place are missing"
    remedy = "write at least a name and a start; 'placeplan init' makes one to fill in"
    report.add(Finding(message, remedy, target.file, target.sheet), "settings")


def _add_file(entry: Path, files: Files, report: Report) -> None:
    """Read one file of a folder if it is a table; warn if it only looks like one."""
    suffix = entry.suffix.lower()
    if suffix not in _READERS:
        if suffix in _LOOK_LIKE_TABLES:
            message = f"files ending in {suffix} are not read"
            remedy = "save it as .csv, .parquet or .xlsx if it belongs to the place"
            report.add(Finding(message, remedy, entry.name, severity=Severity.WARNING))
        return
    table = _plain(entry.stem)
    if table not in BY_NAME:
        _unknown(Finding("", file=entry.name), entry.stem, report)
    elif _first(table, entry.name, files, Finding("", file=entry.name), report):
        raw = _READERS[suffix](entry, table, report)
        if raw is not None:
            files.tables[table] = raw


def _add_workbook(path: Path, files: Files, report: Report) -> None:
    """Read every sheet of a workbook that is a table, and the settings."""
    sheets = read_workbook(path, report)
    for sheet in sheets or ():
        target = Finding("", file=path.name, sheet=sheet.name)
        name = _plain(sheet.name)
        if name == settings_file.SHEET:
            if _first(name, f"sheet {sheet.name} of {path.name}", files, target, report):
                check_sheet(sheet, path.name, "settings", report)
                files.settings = settings_file.read_sheet(sheet.grid, path.name, report)
        elif name in BY_NAME:
            _add_sheet(sheet, name, path.name, files, report)
        elif name != _plain(README):
            _unknown(target, sheet.name, report)


def _add_sheet(sheet: Sheet, table: str, file: str, files: Files, report: Report) -> None:
    target = Finding("", file=file, sheet=sheet.name)
    if _first(table, f"sheet {sheet.name} of {file}", files, target, report):
        check_sheet(sheet, file, table, report)
        raw = table_from_grid(target, table, range(1, len(sheet.grid) + 1), sheet.grid, report)
        if raw is not None:
            files.tables[table] = raw


def _first(table: str, where: str, files: Files, target: Finding, report: Report) -> bool:
    """Whether this is the first sight of a table; a second one is an error."""
    if table not in files.seen:
        files.seen[table] = where
        return True
    what = "the settings stand" if table == settings_file.SHEET else f"the table {table} stands"
    message = f"{what} in two places: here and in {files.seen[table]}"
    broken = "settings" if table == settings_file.SHEET else table
    report.add(Finding(message, "keep one of them", target.file, target.sheet), broken)
    return False


def _unknown(target: Finding, name: str, report: Report) -> None:
    message = "this is not a table of a place; it is left out"
    known: Iterable[str] = BY_NAME
    remedy = did_you_mean(name, known)
    report.add(
        Finding(
            message, remedy, target.file, target.sheet, value=name[:60], severity=Severity.WARNING
        )
    )


def _plain(name: str) -> str:
    return name.strip().casefold().replace(" ", "_").replace("-", "_")
