"""The workbook of a comparison that is on disk, and of a batch."""

from __future__ import annotations

import datetime as dt
import io
import json
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from planner.batch.folder import INDEX, BatchFolder
from planner.batch.table import batch_table
from planner.compare.store import RECORD_FILE, TABLES_FOLDER
from planner.compare.tables import TABLES
from planner.errors import Finding, InputError
from planner.plan.store import read_plan
from planner.workbook.book import Book
from planner.workbook.front import Front, FrontTable
from planner.workbook.of_plan import plan_book
from planner.workbook.of_tables import meanings, table_sheets
from planner.workbook.sheet import SheetColumn, SheetTable

_COMPARED = "What was compared"
_RUNS = "The runs"
_NO_CLOCK = dt.datetime(2000, 1, 1)  # the same folder, the same bytes


def book_of(folder: Path, *, tables_in_full: bool = True) -> Book:
    """The workbook of what a folder holds: a plan, a comparison, or a batch.

    ``tables_in_full``: with a plan's own tables, not only those of its report.

    Raises
    ------
    InputError : it holds none of these, or a damaged one.
    """
    if (folder / RECORD_FILE).is_file():
        return comparison_book(folder)
    if (folder / INDEX).is_file():
        return batch_book(folder)
    return plan_book(read_plan(folder), tables_in_full=tables_in_full)


def comparison_book(folder: Path) -> Book:
    """The tables of a comparison, in full."""
    frames = _read(folder)
    record = json.loads((folder / RECORD_FILE).read_bytes())
    sheets = table_sheets(TABLES, frames, {}, _COMPARED)
    sheets.append(meanings(TABLES, _COMPARED))
    first, others = str(record["first"]), [str(name) for name in record["others"]]
    rows = [("First", first, "what the others are compared with")]
    for name in others:
        why = "; ".join(record["changed"].get(name, [])) or "nothing that counts"
        rows.append(("Compared", name, f"changed: {why}"))
    front = Front(
        f"{record['place']}: plans compared",
        f"{first} and {', '.join(others)}",
        ["A difference of a priority says something only where it is larger than what is unproven: "
         "see the column Verdict of the sheet priorities_compared."],
        [FrontTable("Plans", ("", "Plan", "What"), rows)],
    )  # fmt: skip
    return Book(front, sheets, _NO_CLOCK)


def _read(folder: Path) -> dict[str, pd.DataFrame]:
    frames, findings = {}, list[Finding]()
    for table in TABLES:
        path = folder / TABLES_FOLDER / f"{table.name}.parquet"
        try:
            frames[table.name] = pq.read_table(io.BytesIO(path.read_bytes())).to_pandas()
        except (OSError, pa.ArrowException, ValueError) as error:
            message = f"cannot be read: {str(error).splitlines()[0]}"
            findings.append(Finding(message, "compare the plans again", str(path)))
            continue
        if tuple(frames[table.name].columns) != table.column_names:
            message = "was written by another version of placeplan"
            findings.append(Finding(message, "compare the plans again", str(path)))
    if findings:
        raise InputError(findings)
    return frames


def batch_book(folder: Path) -> Book:
    """The runs of a batch, a row for each."""
    frame = batch_table(BatchFolder(folder))
    columns = [_column(str(name), frame[name]) for name in frame.columns]
    lead = (
        "A row for each run of the cycle, in its order; each measure with its baseline and bound."
    )
    sheet = SheetTable("runs", "Runs", _RUNS, columns, lead=lead, kept=2, exact=True)
    came = frame["came_out"].value_counts(sort=False)
    rows = [(str(out), str(number)) for out, number in came.items()]
    front = Front(
        f"{folder.resolve().name}: runs side by side",
        f"{len(frame):,} runs",
        [],
        [FrontTable("How the runs came out", ("Came out", "Runs"), rows)],
    )
    return Book(front, [sheet], _NO_CLOCK)


def _column(name: str, values: pd.Series) -> SheetColumn:
    kind = values.dtype.name
    cells = [None if pd.isna(value) else value for value in values.tolist()]
    if kind in ("Float64", "Int64"):
        look = "#,##0.00" if kind == "Float64" else "0"
        return SheetColumn(name, cells, look, figures=True)
    if kind == "boolean":
        cells = [None if cell is None else "yes" if cell else "no" for cell in cells]
    return SheetColumn(name, cells)
