"""Writes a place as a folder of CSV or Parquet, or as an Excel workbook."""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from planner.errors import PlaceplanError
from planner.place.place import Place
from planner.place.readers.settings_file import FILE
from planner.place.readers.text import to_text
from planner.place.settings import Settings
from planner.place.workbook_file import place_workbook
from planner.schema import TABLES, Column, Kind, Table
from planner.swap import FolderSwap, clear

Format = Literal["csv", "parquet", "xlsx"]
FORMATS: tuple[Format, ...] = ("csv", "parquet", "xlsx")


def write_place(
    place: Place, path: str | Path, format: Format = "csv", *, overwrite: bool = False
) -> Path:
    """Write a place, whole or not at all; reading it back gives the same hashes.

    Parameters
    ----------
    path : a folder for csv and parquet, a file for xlsx (``.xlsx`` is added).
    overwrite : replace what stands there; a folder is replaced with all it holds.
        An empty folder needs no leave.

    Returns
    -------
    The folder or file written. Tables without rows are left out.

    Raises
    ------
    PlaceplanError : something stands there already, or it cannot be written.
    """
    path = writable(Path(path), format, overwrite)
    tables = [table for table in TABLES if len(place[table.name])]
    with writing(path):
        if format == "xlsx":
            write_file(path, place_workbook(place.settings, tables, place.tables))
            return path
        texts = {FILE: settings_toml(place.settings).encode()}
        make = csv_bytes if format == "csv" else parquet_bytes
        for table in tables:
            texts[f"{table.name}.{format}"] = make(table, place[table.name])
        write_folder(path, texts)
    return path


def writable(path: Path, format: Format, overwrite: bool) -> Path:
    """The path to write to, if nothing stands in the way.

    Raises
    ------
    PlaceplanError : something does, or there is no such format.
    """
    if format not in FORMATS:
        raise PlaceplanError(f"there is no format '{format}': choose from {', '.join(FORMATS)}")
    if format == "xlsx":
        if path.suffix.lower() != ".xlsx":
            path = path.with_name(path.name + ".xlsx")
        if path.is_dir():
            raise PlaceplanError(f"{path} is a folder: name a file for the workbook")
        taken = path.exists()
    else:
        if path.exists() and not path.is_dir():
            raise PlaceplanError(f"{path} is a file: name a folder")
        taken = path.is_dir() and any(path.iterdir())
    if taken and not overwrite:
        raise PlaceplanError(f"{path} exists already: name another, or ask to overwrite it")
    return path


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Say in plain words what keeps a file or folder from being written."""
    try:
        yield
    except OSError as error:
        raise PlaceplanError(f"{path} cannot be written: {error.strerror or error}") from error


def write_folder(path: Path, contents: dict[str, bytes]) -> None:
    """Put a folder of files in place, whole or not at all."""
    clear(path)
    with FolderSwap(path) as swap:
        for name, content in contents.items():
            swap.put(name, content)
        swap.commit()


def write_file(path: Path, content: bytes) -> None:
    """Put one file in place, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".new", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def csv_bytes(table: Table, frame: pd.DataFrame) -> bytes:
    """A table as CSV in UTF-8; with a byte-order mark, without which Excel misreads accents,
    only where there are any."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(table.column_names)
    columns = [[to_text(value) for value in frame[name].tolist()] for name in table.column_names]
    writer.writerows(zip(*columns, strict=True))
    text = stream.getvalue()
    return text.encode("utf-8" if text.isascii() else "utf-8-sig")


def parquet_bytes(table: Table, frame: pd.DataFrame) -> bytes:
    """A table as Parquet; cells of several values are lists."""
    arrays = {column.name: _array(column, frame[column.name]) for column in table.columns}
    sink = io.BytesIO()
    pq.write_table(pa.table(arrays), sink)
    return sink.getvalue()


def _array(column: Column, values: pd.Series) -> pa.Array:
    kind = {
        Kind.NUMBER: pa.float64(),
        Kind.SHARE: pa.float64(),
        Kind.WHOLE: pa.int64(),
        Kind.BOOLEAN: pa.bool_(),
        Kind.DATE: pa.date32(),
    }.get(column.kind, pa.string())
    if column.many:
        return pa.array([list(items) for items in values], type=pa.list_(kind))
    cells: list[Any] = [None if pd.isna(value) else value for value in values.tolist()]
    return pa.array(cells, type=kind)


def settings_toml(settings: Settings) -> str:
    """``place.toml`` with every setting written out."""
    lines = [
        f"name = {toml_value(settings.name)}",
        f"start = {settings.start.isoformat()}",
        f"quarters = {settings.quarters}",
        f"years = {settings.years}",
    ]
    for priority in settings.priorities:
        lines += ["", "[[priorities]]"]
        lines += [f"{key} = {toml_value(value)}" for key, value in priority.model_dump().items()]
    lines += ["", "[policy]"]
    for key, value in settings.policy.model_dump().items():
        if value is not None:
            lines.append(f"{key} = {toml_value(value)}")
    return "\n".join(lines) + "\n"


def toml_value(value: Any) -> str:
    """A value in TOML; its strings escape as JSON's do, and the delete character besides."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return json.dumps(value)
