"""What a workbook's XML says that its values do not: formulas, error values, size.

Everything is bounded before anything is built from it: a few kilobytes of a
prepared zip file can unpack to gigabytes, and one stray cell at the far corner
of a sheet makes a grid of 17 billion cells.
"""

from __future__ import annotations

import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

from planner.place.readers.raw import MAX_COLUMNS, MAX_ROWS

MAX_UNPACKED = 1_000_000_000
MAX_CELLS = 20_000_000
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_CELL_REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,3})\$?([0-9]{1,9})["']""")
_ROW_REFERENCE = re.compile(rb"""<(?:\w+:)?row\b[^>]*?\br\s*=\s*["']([0-9]{1,9})["']""")


class BadWorkbook(Exception):
    """The file is not a workbook that can be read; the text says why."""


@dataclass(frozen=True)
class OddCell:
    """A cell that holds a formula or an error value.

    ``row`` and ``column`` count from 1; ``cached`` is the value Excel last saw.
    """

    row: int
    column: int
    formula: bool
    error: bool
    cached: str


def odd_cells(path: Path) -> dict[str, list[OddCell]]:
    """The formulas and error values of each sheet, after every part is found sound.

    Raises
    ------
    BadWorkbook : the zip file or its XML is damaged, or too large.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _bounded(archive)
            return {
                name: _of_sheet(archive, part, name) for name, part in _sheet_parts(archive).items()
            }
    except zipfile.BadZipFile as error:
        raise BadWorkbook(f"the workbook is damaged: {error}") from error
    except (zlib.error, struct.error, EOFError, OSError, RuntimeError) as error:
        raise BadWorkbook(f"the workbook is damaged or encrypted: {error}") from error
    except (ElementTree.ParseError, KeyError, ValueError, UnicodeError) as error:
        raise BadWorkbook(f"the workbook's content is damaged: {error}") from error


def _bounded(archive: zipfile.ZipFile) -> None:
    """Unpack every part once, counting: declared sizes can lie, and damage shows here."""
    left = MAX_UNPACKED
    for entry in archive.infolist():
        if entry.flag_bits & 0x1:
            raise BadWorkbook("the workbook is protected by a password")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise BadWorkbook("the workbook is packed in a way that Excel never uses")
        with archive.open(entry) as part:
            while piece := part.read(1 << 20):
                left -= len(piece)
                if left < 0:
                    raise BadWorkbook(f"the workbook unpacks to more than {MAX_UNPACKED:,} bytes")


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of the archive that holds each sheet, by the sheet's name."""
    relations = {
        relation.get("Id"): relation.get("Target", "")
        for relation in _parse(archive, "xl/_rels/workbook.xml.rels")
    }
    parts = {}
    for element in _parse(archive, "xl/workbook.xml").iter():
        target = relations.get(element.get(_RELATION))
        if element.tag.endswith("}sheet") and target:
            whole = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
            parts[element.get("name", "")] = posixpath.normpath(whole)
    return {name: part for name, part in parts.items() if part in archive.NameToInfo}


def _parse(archive: zipfile.ZipFile, part: str) -> ElementTree.Element:
    return ElementTree.fromstring(_plain(archive.read(part)))


def _plain(xml: bytes) -> bytes:
    """The XML, if it declares no entities of its own (Excel never does)."""
    if b"<!DOCTYPE" in xml[:4096]:
        raise BadWorkbook("the workbook's content declares a document type, which Excel never does")
    return xml


def _of_sheet(archive: zipfile.ZipFile, part: str, name: str) -> list[OddCell]:
    xml = _plain(archive.read(part))
    _bounded_extent(xml, name)
    # Looking for the letters first spares a plain sheet the walk through its XML.
    if b"<f" not in xml and b":f" not in xml and b't="e"' not in xml and b"t='e'" not in xml:
        return []
    with archive.open(part) as stream:
        return list(_walk(stream))


def _bounded_extent(xml: bytes, name: str) -> None:
    """Refuse a sheet whose cells lie too far apart to be a table."""
    rows = max((int(row) for row in _ROW_REFERENCE.findall(xml)), default=0)
    letters = set()
    for match in _CELL_REFERENCE.finditer(xml):
        letters.add(match[1])
        if len(match[2]) > 6:
            rows = max(rows, int(match[2]))
    columns = max((column_number(text.decode().upper()) for text in letters), default=0)
    if rows > MAX_ROWS or rows * columns > MAX_CELLS or columns > 4 * MAX_COLUMNS:
        raise BadWorkbook(
            f"sheet {name} reaches to row {rows:,} and column {columns:,}: delete what stands "
            "far outside the table"
        )


def _walk(stream: IO[bytes]) -> Iterator[OddCell]:
    """The odd cells of a sheet's XML, read piece by piece."""
    row = column = 0
    for _, element in ElementTree.iterparse(stream, events=("end",)):
        if element.tag.endswith("}row"):
            element.clear()
        if not element.tag.endswith("}c"):
            continue
        position = _CELL.fullmatch(element.get("r", ""))
        row, column = (
            (int(position[2]), column_number(position[1])) if position else (row, column + 1)
        )
        formula = any(child.tag.endswith("}f") for child in element)
        error = element.get("t") == "e"
        if formula or error:
            cached = "".join(c.text or "" for c in element if c.tag.endswith("}v"))
            yield OddCell(row, column, formula, error, cached)


def column_number(letters: str) -> int:
    """``A`` → 1, ``AA`` → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """1 → ``A``, 27 → ``AA``."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
