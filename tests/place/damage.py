"""Damages a good place at random: cells, columns, rows, files, encodings, bytes.

``damaged(folder, random)`` writes one damaged copy of the small place and says what was
done. The same random state does the same damage.
"""

from __future__ import annotations

import csv
import functools
import io
import lzma
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from planner.place import write_place
from planner.place.workbook_file import settings_rows
from tests.place.small import SETTINGS, small_place

Grid = list[list[str]]

UNREADABLE_ZIP = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, RuntimeError,
    ValueError, NotImplementedError,
)  # fmt: skip
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


def damaged(folder: Path, random: Random) -> tuple[Path, list[str]]:
    """Write a damaged place into an empty folder; where it is, and what was done."""
    grids = {name: [list(row) for row in grid] for name, grid in good_grids().items()}
    case = Case(random, grids, random.choice(("csv", "csv", "parquet", "xlsx")))
    for _ in range(random.choice((0, 1, 1, 1, 2, 3, 8))):
        random.choice(GRID_DAMAGE)(case)
    content = {"place.xlsx": _workbook(case)} if case.format == "xlsx" else _folder(case)
    for _ in range(random.choice((0, 0, 0, 1, 1, 2))):
        random.choice(BYTE_DAMAGE)(case, content)
    for name, data in content.items():
        (folder / name).write_bytes(data)
    whole = case.format == "xlsx" and "place.xlsx" in content and random.random() < 0.8
    return (folder / "place.xlsx" if whole else folder), [case.format, *case.done]


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


def _folder(case: Case) -> dict[str, bytes]:
    """The files of a folder of CSV or Parquet."""
    content = {"place.toml": _toml(case.grids.get("place", []))}
    for name, grid in case.grids.items():
        if name != "place":
            parquet = case.format == "parquet" and case.random.random() < 0.9
            data = _parquet(case, grid) if parquet else _csv(case, grid)
            content[f"{name}.{'parquet' if parquet else 'csv'}"] = data
    return content


def _toml(grid: Grid) -> bytes:
    """``place.toml`` from the rows of the sheet, text as it comes."""
    lines, last = [], ""
    ordered = sorted((row for row in grid[1:] if len(row) > 1), key=lambda row: "." in row[0])
    for key, value in (row[:2] for row in ordered):
        section, _, word = key.rpartition(".")
        if section != last:
            lines.append("[[priorities]]" if section.startswith("priorities") else f"[{section}]")
            last = section
        plain = {"True": "true", "False": "false"}.get(value, value)
        quoted = word in ("name", "measure") or not plain[:1].isalnum()
        lines.append(f'{word or "x"} = "{plain}"' if quoted else f"{word} = {plain}")
    return "\n".join(lines).encode("utf-8", "replace")


def _csv(case: Case, grid: Grid) -> bytes:
    separator, end, encoding = ",", "\n", "utf-8"
    if case.random.random() < 0.05:
        separator = case.random.choice((";", "\t", "|"))
    if case.random.random() < 0.05:
        end = case.random.choice(("\r\n", "\r"))
    if case.random.random() < 0.05:
        encoding = case.random.choice(("utf-8-sig", "utf-16", "utf-16-le", "cp1252", "utf-32"))
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=separator, lineterminator=end).writerows(grid)
    return stream.getvalue().encode(encoding, "replace")


def _parquet(case: Case, grid: Grid) -> bytes:
    width = len(grid[0]) if grid else 0
    arrays = []
    for position in range(width):
        cells = [row[position] if position < len(row) else None for row in grid[1:]]
        arrays.append(_array(case, cells))
    names = [name.encode("utf-8", "replace").decode() for name in (grid[0] if grid else [])]
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, names=names), sink)
    return sink.getvalue()


def _array(case: Case, cells: list[str | None]) -> pa.Array:
    """A column with the type that fits it, now and then another."""
    odd = case.random.random()
    if odd < 0.01:
        return pa.array([{"a": cell} for cell in cells])
    if odd < 0.02:
        return pa.array([(cell or "").encode() for cell in cells], type=pa.binary())
    if odd < 0.03:
        return pa.nulls(len(cells))
    try:
        return pa.array([float(cell) if cell else None for cell in cells], type=pa.float64())
    except ValueError:
        return pa.array(cells, type=pa.string())


def _workbook(case: Case) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "nan_inf_to_errors": True}) as book:
        sheets = {}
        for name, grid in case.grids.items():
            sheets[name] = sheet = book.add_worksheet(name[:31])
            for row, cells in enumerate(grid):
                for column, text in enumerate(cells):
                    _write(sheet, row, column, text)
        for name, row in case.merged.items():
            if name in sheets:
                sheets[name].merge_range(row, 0, row + 1, 2, "merged")
        for name, row, column, cached in case.formulas:
            if name in sheets:
                sheets[name].write_formula(row, column, "=1+1", None, cached)
        for name in case.hidden:
            if name in sheets and len(sheets) > 1 and name != next(iter(sheets)):
                sheets[name].hide()
    return stream.getvalue()


def _write(sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, text: str) -> None:
    """A number where the text is one, as a user would type it; else text, or nothing."""
    try:
        sheet.write_number(row, column, float(text))
    except (ValueError, TypeError):
        if text:
            sheet.write_string(row, column, text)


def _pick(case: Case, content: dict[str, bytes]) -> str:
    return case.random.choice(sorted(content))


def _flip_bytes(case: Case, content: dict[str, bytes]) -> None:
    name = _pick(case, content)
    data = bytearray(content[name])
    for _ in range(case.random.choice((1, 3, 30))):
        if data:
            data[case.random.randrange(len(data))] = case.random.randrange(256)
    content[name] = bytes(data)
    case.done.append(f"bytes of {name} flipped")


def _cut_short(case: Case, content: dict[str, bytes]) -> None:
    name = _pick(case, content)
    content[name] = content[name][: case.random.randrange(len(content[name]) + 1)]
    case.done.append(f"{name} cut short")


def _zero_file(case: Case, content: dict[str, bytes]) -> None:
    name = _pick(case, content)
    content[name] = case.random.choice((b"", b"\0" * 100, b"\xff\xfe", b"PK\x03\x04", b"\n\n"))
    case.done.append(f"{name} overwritten")


def _junk_file(case: Case, content: dict[str, bytes]) -> None:
    name = case.random.choice(
        ("post.csv", "notes.txt", "posts.parquet", "x.xlsx", "old.xls", "é.csv")
    )
    content[name] = case.random.randbytes(case.random.randrange(300))
    case.done.append(f"{name} added")


def _lost_file(case: Case, content: dict[str, bytes]) -> None:
    name = _pick(case, content)
    del content[name]
    content["left.md"] = b"nothing"
    case.done.append(f"{name} lost")


def _swap_files(case: Case, content: dict[str, bytes]) -> None:
    one, other = _pick(case, content), _pick(case, content)
    content[one], content[other] = content[other], content[one]
    case.done.append(f"{one} and {other} swapped")


def _damage_xml(case: Case, content: dict[str, bytes]) -> None:
    """Damage inside a workbook's parts, with the zip file's checksums made right again."""
    if "place.xlsx" not in content or not zipfile.is_zipfile(io.BytesIO(content["place.xlsx"])):
        return _flip_bytes(case, content)
    stream = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content["place.xlsx"])) as old:
            parts = {name: old.read(name) for name in old.namelist()}
    except UNREADABLE_ZIP:
        return _flip_bytes(case, content)
    part = case.random.choice(sorted(parts))
    data = bytearray(parts[part])
    kind = case.random.randrange(4)
    if kind == 0 and data:
        del data[case.random.randrange(len(data)) :]
    elif kind == 1:
        data = data.replace(b'r="B2"', b'r="XFD1048576"').replace(b"<v>1</v>", b"<v>99999999</v>")
    elif kind == 2:
        data = data.replace(b"<sheetData>", b"<!DOCTYPE x><sheetData>")
    else:
        for _ in range(case.random.choice((1, 5, 50))):
            if data:
                data[case.random.randrange(len(data))] = case.random.choice(b'<>"/=&;0A\x00\xff')
    parts[part] = bytes(data)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name, text in parts.items():
            new.writestr(name, text)
    content["place.xlsx"] = stream.getvalue()
    case.done.append(f"XML of {part} damaged ({kind})")
    return None


BYTE_DAMAGE: tuple[Callable[[Case, dict[str, bytes]], None], ...] = (
    _flip_bytes, _flip_bytes, _cut_short, _zero_file, _junk_file, _lost_file, _swap_files,
    _damage_xml, _damage_xml, _damage_xml,
)  # fmt: skip
