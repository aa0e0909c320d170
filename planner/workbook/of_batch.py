"""The workbook of a batch: its runs, a row for each."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd

from planner.batch.compare import Comparison, Measure, compare
from planner.batch.folder import BatchFolder
from planner.report.batch_sections.words import counted, headed, title
from planner.workbook.book import Book
from planner.workbook.front import Front, FrontTable
from planner.workbook.of_plan import beside_of, look_of
from planner.workbook.sheet import SheetColumn, SheetTable

_RUNS = "The runs"
#: Columns that every batch has; an axis keeps the name that the cycle gave it.
_HEADINGS = {
    "row": "Row",
    "run": "Run",
    "stage": "Stage",
    "place": "Place",
    "seed": "Seed",
    "came_out": "Came out",
    "proven": "Proven",
    "reason": "Reason",
    "seconds": "Seconds",
    "memory_mb": "Memory (MB)",
}


def batch_book(folder: Path, created: dt.datetime) -> Book:
    """Every run of a batch with its levels and measures, in the order of the cycle.

    Raises
    ------
    InputError : the folder holds no batch, or a damaged one.
    """
    found = compare(BatchFolder(folder))
    frame, stage = found.frame, str(found.index["stage"])
    headings, looks = _headings(found)
    columns = [
        _column(headings.get(n, n), looks.get(n, "General"), frame[n]) for n in frame.columns
    ]
    lead = (
        "A row for each run, in the order of the cycle. Less of a measure with a bound is better."
    )
    sheet = SheetTable("runs", "Runs", _RUNS, columns, lead=lead, kept=2, exact=True)
    came = [(out, str(n)) for out, n in frame["came_out"].value_counts(sort=False).items()]
    front = Front(
        f"{found.index['name']}: runs side by side",
        f"{counted(len(frame), 'run')} of {stage}, {len(found.planned()):,} with a plan",
        ["Runs of different places are not to be compared: their measures are of other people."],
        [FrontTable("How the runs came out", ("Came out", "Runs"), came)],
    )
    return Book(front, [sheet], created)


def _headings(found: Comparison) -> tuple[dict[str, str], dict[str, str]]:
    """Column of the batch's table → its heading; → its number format."""
    headings, looks = dict(_HEADINGS), {"seconds": "#,##0.0", "memory_mb": "#,##0"}
    beside = beside_of(str(found.index["stage"])).lower()
    ends = {
        "": "",
        "_baseline": f": {beside}",
        "_bound": ": cannot be below",
        "_proven": ": proven",
    }
    for measure in found.measures:
        for end, words in ends.items():
            headings[measure.column + end] = f"{_headed(measure)}{words}"
            looks[measure.column + end] = look_of(measure.unit)
    return headings, looks


def _headed(measure: Measure) -> str:
    """As on the page; but a figure in a cell does not say that it is money."""
    return f"{title(measure)}, £ thousands" if measure.unit == "k£" else headed(measure)


def _column(heading: str, look: str, values: pd.Series) -> SheetColumn:
    cells = [None if pd.isna(value) else value for value in values.tolist()]
    if values.dtype.name == "boolean":
        return SheetColumn(heading, [c if c is None else "yes" if c else "no" for c in cells])
    if pd.api.types.is_numeric_dtype(values):
        return SheetColumn(heading, cells, look, figures=True)
    return SheetColumn(heading, cells)
