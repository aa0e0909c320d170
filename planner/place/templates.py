"""Blank templates of a place, made from the schemas."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from planner.errors import Finding
from planner.place.checks.tables import empty_table
from planner.place.readers.settings_file import FILE
from planner.place.stages import needed_for
from planner.place.workbook_file import describe, template_workbook
from planner.place.write import (
    Format,
    csv_bytes,
    parquet_bytes,
    writable,
    write_file,
    write_folder,
    writing,
)
from planner.schema import TABLES, Table

README = "README.txt"

_SETTINGS: tuple[tuple[str, Any], ...] = (
    ("name", ""),
    ("start", ""),
    ("quarters", 8),
    ("years", 3),
    ("priorities.1.measure", "unmet_need"),
    ("priorities.2.measure", "destabilisation"),
    ("priorities.3.measure", "visits"),
    ("priorities.4.measure", "cost"),
    ("priorities.5.measure", "change"),
)

_TOML = """\
# The settings of the place. Lines that start with # are not read.
name = ""              # for example "Northumberland"
# start = 2027-04-01   # first day of the plan, the first of a month; take the # away
quarters = 8           # quarters at the start of the plan
years = 3              # years after them

# The goals, in the order they are met.
[[priorities]]
measure = "unmet_need"
[[priorities]]
measure = "destabilisation"
[[priorities]]
measure = "visits"
[[priorities]]
measure = "cost"
[[priorities]]
measure = "change"
"""


def write_templates(path: str | Path, format: Format = "csv", *, overwrite: bool = False) -> Path:
    """Write blank templates of every table, with headings and explanations.

    Parameters
    ----------
    path : a folder for csv and parquet, a file for xlsx.

    Returns
    -------
    The folder or file written. Excel's has a sheet ``read me``, a note on every heading
    and the choices of a column offered in its cells; a folder has ``README.txt``.

    Raises
    ------
    PlaceplanError : something stands there already, or it cannot be written.
    """
    path = writable(Path(path), format, overwrite)
    with writing(path):
        if format == "xlsx":
            write_file(path, template_workbook(_SETTINGS, TABLES))
            return path
        make = csv_bytes if format == "csv" else parquet_bytes
        contents = {FILE: _TOML.encode(), README: _readme().encode()}
        for table in TABLES:
            contents[f"{table.name}.{format}"] = make(table, _blank(table))
        write_folder(path, contents)
    return path


def _blank(table: Table) -> pd.DataFrame:
    return empty_table(table, Finding("")).frame


def _readme() -> str:
    """What every table and column means, as plain text."""
    parts = ["The tables of a place. Leave out the files of tables you do not need.\n"]
    for table in TABLES:
        parts.append(f"\n{table.name} ({needed_for(table)}): each row is {table.row}.\n")
        for column in table.columns:
            explained = describe(column).replace("\n", " ")
            parts.append(f"  {column.name}: {explained}\n")
    return "".join(parts)
