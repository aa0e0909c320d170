"""Rows of a table of pins as lines of its CSV file."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from planner.schema.column import Table


def head_of(table: Table) -> str:
    """The line of headings."""
    return csv_line(table.column_names)


def line_of(table: Table, cells: Mapping[str, str], reason: str = "") -> str:
    """A row as a line: the table's columns in their order, quoted where they must be."""
    filled = {**cells, "reason": reason or cells.get("reason", "")}
    return csv_line([filled.get(name, "") for name in table.column_names])


def csv_line(cells: Sequence[str]) -> str:
    """Cells as a line of CSV, without its end."""
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="").writerow(cells)
    return stream.getvalue()
