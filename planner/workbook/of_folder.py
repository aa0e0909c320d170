"""The workbook of what a folder holds: a plan, a comparison, or a batch."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from planner.batch.folder import INDEX
from planner.compare.store import RECORD_FILE, read_comparison
from planner.compare.tables import TABLES
from planner.errors import Finding, InputError
from planner.plan.store import read_plan
from planner.workbook.book import Book
from planner.workbook.front import Front, FrontTable
from planner.workbook.of_batch import batch_book
from planner.workbook.of_plan import plan_book
from planner.workbook.of_tables import meanings, table_sheets

_COMPARED = "What was compared"
_NO_CLOCK = dt.datetime(2000, 1, 1)  # the same folder, the same bytes


def book_of(folder: Path, *, tables_in_full: bool = True) -> Book:
    """The workbook of what a folder holds.

    ``tables_in_full``: with a plan's own tables, not only those of its report.

    Raises
    ------
    InputError : it holds none of these, or a damaged one; or it has no report to be told alone.
    """
    compared = (folder / RECORD_FILE).is_file()
    if not compared and not (folder / INDEX).is_file():
        return plan_book(read_plan(folder), tables_in_full=tables_in_full)
    if not tables_in_full:
        what = "comparison" if compared else "batch"
        message = f"this is a {what}: its workbook is its tables, and nothing else"
        raise InputError([Finding(message, "leave out --report-only", str(folder))])
    return comparison_book(folder) if compared else batch_book(folder, _NO_CLOCK)


def comparison_book(folder: Path) -> Book:
    """The tables of a comparison, in full."""
    found = read_comparison(folder)
    record = found.record
    sheets = table_sheets(TABLES, found.tables, {}, _COMPARED)
    sheets.append(meanings(TABLES, _COMPARED))
    rows = [("First", record.first, "what the others are compared with")]
    for name in record.others:
        why = "; ".join(record.changed.get(name, [])) or "nothing that counts"
        rows.append(("Compared", name, f"changed: {why}"))
    front = Front(
        f"{record.place}: plans compared",
        f"{record.first} and {', '.join(record.others)}",
        ["A difference of a priority says something only where it is larger than what is unproven: "
         "see the column Verdict of the sheet priorities_compared."],
        [FrontTable("Plans", ("", "Plan", "What"), rows)],
    )  # fmt: skip
    return Book(front, sheets, _NO_CLOCK)
