"""Writes damaged tables as files, and damages the files: bytes, zip parts, names."""

from __future__ import annotations

import csv
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from tests.place.damage_tables import Case, Grid

UNREADABLE_ZIP = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, RuntimeError,
    ValueError, NotImplementedError,
)  # fmt: skip


def folder_files(case: Case) -> dict[str, bytes]:
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


def workbook_bytes(case: Case) -> bytes:
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
