"""A comparison on disk: a folder that exists whole or not at all.

::

    DIR/
      comparison.html       the page to read, works offline
      comparison.json       what was compared with what
      tables/<name>.parquet one per table of ``planner.compare.tables``
      tables/<name>.csv     the same for a spreadsheet; no cell starts a formula
"""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from pydantic import BaseModel, ConfigDict, ValidationError

from planner.compare.comparison import Comparison
from planner.compare.tables import TABLES
from planner.errors import Finding, InputError, PlaceplanError
from planner.plan.conform import as_parquet, from_parquet
from planner.plan.store import DEBRIS, why_not_written
from planner.plan.text_cells import harmless
from planner.schema.column import Kind, Table
from planner.swap import FolderSwap, clear, restore

PAGE_FILE = "comparison.html"
RECORD_FILE = "comparison.json"
TABLES_FOLDER = "tables"

_FILES = {PAGE_FILE, RECORD_FILE, TABLES_FOLDER} | {
    f"{TABLES_FOLDER}/{table.name}.{ending}" for table in TABLES for ending in ("parquet", "csv")
}

_AGAIN = "compare the plans again"


class StepRecord(BaseModel):
    """One change at a time: what changes, and the commands that plan with it."""

    model_config = ConfigDict(extra="forbid")

    change: str
    commands: list[str]


class ComparisonRecord(BaseModel):
    """All of ``comparison.json``: what was compared with what, and which inputs changed it."""

    model_config = ConfigDict(extra="forbid")

    stage: str
    place: str
    first: str
    others: list[str]
    periods: dict[str, list[str]]  # of each other plan: those in common with the first
    changed: dict[str, list[str]]  # of each other plan: inputs, in words
    one_change_at_a_time: dict[str, list[StepRecord]]


@dataclass(frozen=True)
class StoredComparison:
    """A comparison as it was written: ``tables`` are those of ``planner.compare.tables``."""

    record: ComparisonRecord
    tables: Mapping[str, pd.DataFrame]


def write_comparison(made: Comparison, folder: Path | str, *, overwrite: bool = False) -> Path:
    """Write the comparison to ``folder``, whole or not at all.

    Parameters
    ----------
    overwrite : replace a comparison that stands there. Anything else is never replaced.

    Raises
    ------
    PlaceplanError : the folder is taken or cannot be written; what stood there still stands.
    """
    from planner.report.comparison import render_comparison  # altair only when wanted

    target = Path(folder).resolve()
    refuse_taken(target, overwrite)
    files = {PAGE_FILE: render_comparison(made).encode(), RECORD_FILE: _record(made)}
    for table in TABLES:
        files[f"{TABLES_FOLDER}/{table.name}.parquet"] = as_parquet(
            table, made[table.name], blanks=True
        )
        files[f"{TABLES_FOLDER}/{table.name}.csv"] = text(table, made[table.name])
    try:
        clear(target)
        with FolderSwap(target) as swap:
            for name, content in files.items():
                swap.put(name, content)
            refuse_taken(target, overwrite)
            swap.commit()
    except OSError as error:
        raise PlaceplanError(why_not_written(target, error, "comparison")) from error
    return target


def refuse_taken(target: Path, overwrite: bool) -> None:
    """Refuse a folder that holds anything, but a comparison that is to be replaced."""
    if not target.exists():
        return
    if not target.is_dir():
        raise PlaceplanError(f"{target} is a file; name a folder for the comparison.")
    if not any(target.iterdir()):
        return
    if not is_comparison(target):
        raise PlaceplanError(f"{target} is not empty and holds no comparison; name another folder.")
    if not overwrite:
        raise PlaceplanError(
            f"{target} already holds a comparison; name another folder, or give --overwrite."
        )


def is_comparison(folder: Path) -> bool:
    """Whether the folder holds a comparison and nothing else."""
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*")} - DEBRIS
    return RECORD_FILE in found and found <= _FILES


def text(table: Table, frame: pd.DataFrame) -> bytes:
    """UTF-8 with a row of headings; texts that a spreadsheet would work out have an apostrophe
    before them."""
    figures = [column.kind is Kind.NUMBER for column in table.columns]
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\r\n")
    writer.writerow(table.column_names)
    for row in frame.itertuples(index=False, name=None):
        writer.writerow(
            [
                ("" if math.isnan(cell) else repr(cell)) if is_figure else harmless(cell)
                for cell, is_figure in zip(row, figures, strict=True)
            ]
        )
    return sink.getvalue().encode()


def _record(made: Comparison) -> bytes:
    record = ComparisonRecord(
        stage=made.stage,
        place=made.plans[0].record.place,
        first=made.first,
        others=list(made.others),
        periods={name: list(window.shared) for name, window in made.windows.items()},
        changed={name: list(some) for name, some in made.causes.items()},
        one_change_at_a_time={
            name: [StepRecord(change=step.change, commands=list(step.commands)) for step in steps]
            for name, steps in made.steps.items()
        },
    )
    return json.dumps(record.model_dump(), ensure_ascii=False, indent=1).encode()


def read_comparison(folder: Path | str) -> StoredComparison:
    """Read the comparison in ``folder``.

    Raises
    ------
    InputError : it holds none, or a damaged one: every part that is missing or not as it was
        written, located.
    """
    target = Path(folder).resolve()
    restore(target)
    record, findings = _read_record(target / RECORD_FILE)
    tables = {}
    for table in TABLES:
        path = target / TABLES_FOLDER / f"{table.name}.parquet"
        frame, wrong = _read_table(path, table)
        findings += [Finding(each, _AGAIN, str(path)) for each in wrong]
        if frame is not None:
            tables[table.name] = frame
    if findings or record is None:
        raise InputError(findings)
    return StoredComparison(record, tables)


def _read_record(path: Path) -> tuple[ComparisonRecord | None, list[Finding]]:
    try:
        return ComparisonRecord.model_validate_json(path.read_bytes()), []
    except OSError as error:
        said = [f"cannot be read: {error.strerror or error}"]
    except ValidationError as error:
        said = [
            f"'{'.'.join(map(str, each['loc']))}': {each['msg']}" if each["loc"] else each["msg"]
            for each in error.errors()
        ]
    return None, [Finding(each, _AGAIN, str(path)) for each in said]


def _read_table(path: Path, table: Table) -> tuple[pd.DataFrame | None, list[str]]:
    """The table, and what is wrong with it."""
    try:
        content = path.read_bytes()
    except OSError as error:
        return None, [f"cannot be read: {error.strerror or error}"]
    return from_parquet(table, content, blanks=True)
