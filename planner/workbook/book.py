"""A workbook: a first sheet, then a sheet for each table. No cell ever holds a formula."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

from planner.errors import PlaceplanError
from planner.place.write import write_file
from planner.plan.store import why_not_written
from planner.roster.out.naming import sheet_names
from planner.roster.out.workbook.looks import Looks
from planner.workbook.cells import clean
from planner.workbook.front import Front, write_front
from planner.workbook.sheet import CONTENTS, SheetTable, write_sheet

# Text is text, whatever it looks like.
_OPTIONS = {
    "constant_memory": True,  # row by row: a workbook of Leeds has two million cells
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
ENDING = ".xlsx"
_TABS = ("#005EB8", "#768692", "#AE2573", "#E8915B")

Told = Callable[[str, int, int], None]
"""Told of each sheet that is begun: its title, and how many of how many rows are written."""


@dataclass(frozen=True)
class Book:
    """What a workbook holds. ``created`` is no figure of the clock: the same plan gives the same
    bytes."""

    front: Front
    sheets: Sequence[SheetTable]
    created: dt.datetime


def as_bytes(book: Book, tell: Told = lambda sheet, done, rows: None) -> bytes:
    """The workbook as a file's content."""
    sink = io.BytesIO()
    made = xlsxwriter.Workbook(sink, _OPTIONS)
    made.set_properties({"title": clean(book.front.title)[:255], "created": book.created})
    looks = Looks(made)
    front = made.add_worksheet(CONTENTS)
    names = names_of(book.sheets)
    write_front(front, looks, book.front, list(zip(names, book.sheets, strict=True)))
    groups = list(dict.fromkeys(sheet.group for sheet in book.sheets))
    done, rows = 0, sum(sheet.rows for sheet in book.sheets)
    for name, sheet in zip(names, book.sheets, strict=True):
        tell(sheet.title, done, rows)
        page = made.add_worksheet(name)
        page.set_tab_color(_TABS[groups.index(sheet.group) % len(_TABS)])
        write_sheet(made, page, looks, sheet)
        done += sheet.rows
    tell("putting the file together", done, rows)
    made.close()
    return sink.getvalue()


def names_of(sheets: Sequence[SheetTable]) -> list[str]:
    """What each sheet is called. Exact tables keep their names; others give way to them."""
    used = [CONTENTS]
    found = dict[int, str]()
    for n in sorted(range(len(sheets)), key=lambda n: not sheets[n].exact):
        wanted = sheets[n].name or "Table"
        found[n] = sheet_names([wanted], used)[wanted]
        used.append(found[n])
    return [found[n] for n in range(len(sheets))]


def path_beside(folder: Path) -> Path:
    """Where the workbook of a folder is written unless a file is named: beside it, by its name."""
    return folder.parent / f"{folder.name or 'plan'}{ENDING}"


def refuse_file(path: Path, folder: Path, overwrite: bool) -> None:
    """Refuse a file that cannot be the workbook of a folder, before the work and not after it.

    Raises
    ------
    PlaceplanError : it does not end as a workbook does, lies in the folder itself, is a folder,
        or is there and not to be replaced.
    """
    if path.is_dir():
        raise PlaceplanError(f"{path} is a folder; name a file for the workbook.")
    if path.suffix.lower() != ENDING:
        raise PlaceplanError(
            f"{path} does not end in {ENDING}, as a workbook must for Excel to open it; "
            f"name {path.with_suffix(ENDING).name}."
        )
    own = folder.resolve()
    if own.name and own in path.resolve().parents:  # the root, which holds all, is no plan
        raise PlaceplanError(
            f"{path} lies in {folder}, which would then hold something else than what placeplan "
            "wrote there; name a file in another folder with -o."
        )
    if path.exists() and not overwrite:
        raise PlaceplanError(f"{path} is already there; name another file, or give --overwrite.")


def write_book(book: Book, path: Path, tell: Told = lambda sheet, done, rows: None) -> None:
    """Write the workbook, whole or not at all; PlaceplanError where that cannot be done."""
    try:
        write_file(path, as_bytes(book, tell))
    except OSError as error:
        raise PlaceplanError(why_not_written(path, error, "workbook")) from error
