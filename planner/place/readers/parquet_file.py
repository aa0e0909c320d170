"""Reads a table from a Parquet file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from planner.errors import Finding
from planner.place.readers.raw import MAX_BYTES, MAX_COLUMNS, MAX_ROWS, RawTable
from planner.place.readers.text import to_text
from planner.place.report import Report

_MAX_UNPACKED = 2_000_000_000


def read_parquet(path: Path, table: str, report: Report) -> RawTable | None:
    """The table in a Parquet file, or None with the reason in ``report``.

    Its first record is row 2, as if the headings were row 1.
    """
    file = path.name
    try:
        with pq.ParquetFile(path) as source:
            problem = _too_large(path, source.metadata)
            if problem:
                report.add(Finding(problem, "split or thin it", file), table)
                return None
            content = source.read()
            content.validate(full=True)
    except (pa.ArrowException, OSError, ValueError, MemoryError) as error:
        message = f"the file cannot be read as Parquet: {_first_line(error)}"
        report.add(Finding(message, "write it again from its source", file), table)
        return None
    columns = [_column(content, i, file, table, report) for i in range(content.num_columns)]
    kept = [
        (name, c) for name, c in zip(content.column_names, columns, strict=True) if c is not None
    ]
    rows = np.arange(2, content.num_rows + 2)
    return RawTable(
        table, file, "", tuple(name for name, _ in kept), tuple(c for _, c in kept), rows
    )


def _too_large(path: Path, metadata: pq.FileMetaData) -> str:
    unpacked = sum(metadata.row_group(i).total_byte_size for i in range(metadata.num_row_groups))
    if path.stat().st_size > MAX_BYTES or unpacked > _MAX_UNPACKED:
        return f"the file is larger than the {MAX_BYTES // 10**6} MB a table may have"
    if metadata.num_rows > MAX_ROWS:
        return f"the table has {metadata.num_rows:,} rows; it may have {MAX_ROWS:,}"
    if metadata.num_columns > MAX_COLUMNS:
        return f"{metadata.num_columns:,} columns are more than the {MAX_COLUMNS} a table may have"
    return ""


def _column(content: pa.Table, i: int, file: str, table: str, report: Report) -> np.ndarray | None:
    """A column as text; None, with a finding, where its type is none a table has."""
    kind = content.schema.field(i).type
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    plain = kind.value_type if pa.types.is_list(kind) or pa.types.is_large_list(kind) else kind
    if not _readable(plain):
        message = f"the column has the type {kind}"
        remedy = "use text, numbers, booleans or dates"
        report.add(Finding(message, remedy, file, column=content.column_names[i], row=1), table)
        return None
    texts = np.empty(content.num_rows, dtype=object)
    try:
        texts[:] = [to_text(value) for value in content.column(i).to_pylist()]
    except (pa.ArrowException, ValueError, OverflowError) as error:
        message = f"the column cannot be read: {_first_line(error)}"
        name = content.column_names[i]
        report.add(Finding(message, "write it again", file, column=name, row=1), table)
        return None
    return texts


def _readable(kind: pa.DataType) -> bool:
    types = pa.types
    return (
        types.is_string(kind)
        or types.is_large_string(kind)
        or types.is_integer(kind)
        or types.is_floating(kind)
        or types.is_boolean(kind)
        or types.is_date(kind)
        or types.is_timestamp(kind)
        or types.is_decimal(kind)
        or types.is_null(kind)
    )


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
