"""Damage to the tables of a place as text: cells, headings, rows, columns, names."""

from __future__ import annotations

import csv
import functools
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from planner.place import write_place
from planner.place.workbook_file import settings_rows
from tests.place.small import SETTINGS, small_place

Grid = list[list[str]]

ODD_CELLS = (
    "", " ", "nan", "inf", "-inf", "1e400", "-1", "0", "1.5", "1,234.5", "0,5", "1.234,5", "1,234",
    "12 %", "250%", "£1,200", "#N/A", "#REF!", "-", "n/a", "yes", "maybe", "TRUE", "2027Q2",
    "2031Q9", "2027-04-01", "01/04/2027", "=1+1", "=HYPERLINK(\"x\")", "+1", "@a", "TRUST", "trust",
    "PCN-N;TRUST", "wound;wound", "wound, wash", ";", ";;", "a\nb", "a\tb", "a\0b", "\x07", "\u200b",
    "\ufeffTRUST", "TRUST\u00a0", "e\u0301", "Ⅷ", "٣", "１２", "\U0001f600", "\u2028", "\ufffe", "x" * 200,
    "x" * 12_000, '"', '""', "'", "a;b", "a,b", "999999999999999999999", "1_000", "0x10", "1e3", ".5",
    "None", "null", "North ", "nurse+", "20 000", "−3", "_x0041_", "<b>&amp;", "{0}", "%s", "../x",
)  # fmt: skip
ODD_HEADINGS = (
    "", "organisation", "Organisation ", "in post wte", "role", "period", "\ufeffpost", "x" * 300,
    "sauce", "=1", "key", "a\nb", "POST",
)  # fmt: skip


@dataclass
class Case:
    """A place on its way to be damaged: tables as text, then files as bytes."""

    random: Random
    grids: dict[str, Grid]
    format: str
    done: list[str] = field(default_factory=list)
    merged: dict[str, int] = field(default_factory=dict)  # one a sheet: two might overlap
    formulas: list[tuple[str, int, int, object]] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)

    def table(self) -> str:
        return self.random.choice(sorted(self.grids))

    def cell(self, name: str) -> tuple[int, int] | None:
        """A random cell, headings included; None in an empty grid."""
        grid = self.grids[name]
        row = self.random.randrange(len(grid)) if grid else 0
        if not grid or not grid[row]:
            return None
        return row, self.random.randrange(len(grid[row]))


@functools.cache
def good_grids() -> dict[str, Grid]:
    """The small place as text."""
    with tempfile.TemporaryDirectory() as folder:
        write_place(small_place(), Path(folder) / "p", "csv")
        grids = {}
        for path in (Path(folder) / "p").glob("*.csv"):
            with path.open(encoding="utf-8-sig", newline="") as file:
                grids[path.stem] = list(csv.reader(file))
    grids["place"] = [["key", "value"], *([k, str(v)] for k, v in settings_rows(SETTINGS))]
    return grids


def _odd_cell(case: Case) -> None:
    name = case.table()
    at = case.cell(name)
    if at:
        text = case.random.choice(ODD_CELLS)
        case.grids[name][at[0]][at[1]] = text
        case.done.append(f"{name}{at} = {text[:30]!r}")


def _odd_column(case: Case) -> None:
    name = case.table()
    at = case.cell(name)
    text = case.random.choice(ODD_CELLS)
    for row in case.grids[name][1:]:
        if at and at[1] < len(row):
            row[at[1]] = text
    case.done.append(f"column of {name} = {text[:30]!r}")


def _odd_heading(case: Case) -> None:
    name = case.table()
    if case.grids[name] and case.grids[name][0]:
        at = case.random.randrange(len(case.grids[name][0]))
        case.grids[name][0][at] = case.random.choice(ODD_HEADINGS)
        case.done.append(f"heading {at} of {name}")


def _drop_column(case: Case) -> None:
    name = case.table()
    at = case.cell(name)
    for row in case.grids[name]:
        if at and at[1] < len(row):
            del row[at[1]]
    case.done.append(f"column dropped from {name}")


def _repeat_column(case: Case) -> None:
    name = case.table()
    at = case.cell(name)
    for row in case.grids[name]:
        if at and at[1] < len(row):
            row.append(row[at[1]])
    case.done.append(f"column repeated in {name}")


def _drop_row(case: Case) -> None:
    name = case.table()
    at = case.cell(name)
    if at:
        del case.grids[name][at[0]]
        case.done.append(f"row {at[0]} dropped from {name}")


def _repeat_row(case: Case) -> None:
    name = case.table()
    at = case.cell(name)
    if at:
        case.grids[name].insert(at[0], list(case.grids[name][at[0]]))
        case.done.append(f"row {at[0]} repeated in {name}")


def _blank_row(case: Case) -> None:
    name = case.table()
    width = len(case.grids[name][0]) if case.grids[name] else 0
    at = case.random.randrange(len(case.grids[name]) + 1)
    case.grids[name].insert(at, [""] * case.random.choice((0, width)))
    case.done.append(f"blank row in {name}")


def _ragged_row(case: Case) -> None:
    name = case.table()
    at = case.cell(name)
    if at:
        row = case.grids[name][at[0]]
        case.grids[name][at[0]] = [*row, "x"] if case.random.random() < 0.5 else row[:-1]
        case.done.append(f"ragged row in {name}")


def _swap_cells(case: Case) -> None:
    one, other = case.table(), case.table()
    a, b = case.cell(one), case.cell(other)
    if a and b:
        x, y = case.grids[one][a[0]][a[1]], case.grids[other][b[0]][b[1]]
        case.grids[one][a[0]][a[1]], case.grids[other][b[0]][b[1]] = y, x
        case.done.append(f"{one}{a} and {other}{b} swapped")


def _drop_table(case: Case) -> None:
    name = case.table()
    if len(case.grids) > 2:
        del case.grids[name]
        case.done.append(f"{name} dropped")


def _rename_table(case: Case) -> None:
    name = case.table()
    new = case.random.choice((name[:-1], name + "s", name.upper(), "Sheet1", "pots"))
    if new and new.lower() not in case.grids:
        case.grids[new] = case.grids.pop(name)
        case.done.append(f"{name} renamed {new}")


def _empty_table(case: Case) -> None:
    name = case.table()
    case.grids[name] = case.grids[name][: case.random.choice((0, 1))]
    case.done.append(f"{name} emptied")


def _merge(case: Case) -> None:
    case.merged[case.table()] = case.random.randrange(6)
    case.done.append("merged cells")


def _formula(case: Case) -> None:
    cached = case.random.choice((12.5, "", "#REF!", "text", 0))
    case.formulas.append((case.table(), case.random.randrange(6), case.random.randrange(8), cached))
    case.done.append("formula")


def _hide(case: Case) -> None:
    case.hidden.append(case.table())
    case.done.append("hidden sheet")


GRID_DAMAGE: tuple[Callable[[Case], None], ...] = (
    _odd_cell, _odd_cell, _odd_cell, _odd_cell, _odd_column, _odd_heading, _drop_column,
    _repeat_column, _drop_row, _repeat_row, _blank_row, _ragged_row, _swap_cells, _drop_table,
    _rename_table, _empty_table, _merge, _formula, _hide,
)  # fmt: skip
