"""The reference of a place's tables and settings, made from the schemas."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

from planner.place.checks.cells import bounds
from planner.place.checks.tables import blank_of
from planner.place.readers.text import to_text
from planner.place.settings import MeasureName, Policy, Priority, Settings
from planner.place.stages import needing
from planner.reference.markdown import code, listed, page, table
from planner.schema import TABLES, Column, Table

TARGET = Path("docs/reference/tables.md")

_INTRODUCTION = """\
A place is a folder with `place.toml` and one file per table, `NAME.csv` or `NAME.parquet`;
or one Excel workbook with a sheet per table and the settings in the sheet `place`, as rows
of `key` and `value` (`policy.change_limit`, `priorities.1.measure`). One workbook may also
lie in a folder beside `place.toml` and other tables. A table that stands in two files is an
error; nothing is merged.

- The first row holds the headings. Capitals, spaces and hyphens in them do not matter.
- CSV may be separated by commas, semicolons or tabs, in UTF-8 or UTF-16. In a
  semicolon-separated file a comma may be a decimal comma; a figure that can be read in two
  ways is an error.
- `1,234.5`, `£1,200` and, for shares, `12 %` are numbers. Where there is none, the cell is
  blank.
- Several values in one cell are separated by semicolons, so an identifier may not hold one.
- Identifiers may hold any letters. Spaces around them do not count; capitals do.
- Rows in messages count from the headings, which are row 1.
"""


def reference_markdown() -> str:
    """The whole page: settings, then every table with every column."""
    parts = [_settings(), *(_table(each) for each in TABLES)]
    return page("The tables of a place", _INTRODUCTION, parts)


def _settings() -> str:
    rows = []
    for prefix, model in (("", Settings), ("priorities.N.", Priority), ("policy.", Policy)):
        for name, field in model.model_fields.items():
            if name in ("priorities", "policy"):
                continue
            kind = getattr(field.annotation, "__name__", str(field.annotation))
            kind = {
                "str": "text",
                "float": "number",
                "int": "whole number",
                "bool": "yes/no",
                "date": "date",
            }.get(kind, _union(kind))
            default = "needed" if field.is_required() else _plain(field.default)
            rows.append((code(prefix + name), kind, default, field.description or _MEANINGS[name]))
    return f"## place.toml\n\n{table(('setting', 'type', 'default', 'meaning'), rows)}"


_MEANINGS = {
    "name": "Name of the place.",
    "start": "First day of the plan, the first of a month.",
    "measure": f"The goal: {', '.join(f'`{name}`' for name in get_args(MeasureName))}.",
    "tolerance": "Share of its best value that the goal may give way for later ones.",
    "slack": "What it may give way besides, in its own unit.",
}


def _union(kind: str) -> str:
    return "number" if "float" in kind else "word"


def _table(one: Table) -> str:
    needed = "It must have at least one row." if one.required else "It may be left out."
    stages = needing(one)
    if stages:
        verb = "needs" if len(stages) == 1 else "need"
        told = " and ".join(stages)
        needed = (
            f"{told[:1].upper()}{told[1:]} {verb} at least one row; it may be left out otherwise."
        )
    headings = ("column", "type", "unit", "blank means", "must stand in", "meaning")
    return "\n\n".join(
        [
            f"## {one.name}",
            f"Each row is {one.row}. {needed}",
            f"Key: {listed(one.key)}.",
            table(headings, map(_cells, one.columns)),
        ]
    )


def _cells(column: Column) -> tuple[str, ...]:
    kind = column.kind.value + (", several" if column.many else "")
    if column.choices:
        kind += f": {listed(column.choices)}"
    kind += _range(column)
    blank = "needed" if column.required else _plain(blank_of(column))
    references = code(column.references) if column.references else ""
    return code(column.name), kind, column.unit, blank, references, column.meaning


def _range(column: Column) -> str:
    lowest, highest = bounds(column)
    if lowest is not None and highest is not None:
        return f", {lowest:g} to {highest:g}"
    if lowest is not None:
        return f", {lowest:g} or more"
    return f", at most {highest:g}" if highest is not None else ""


def _plain(default: Any) -> str:
    return to_text(default) if default not in (None, "", ()) else "—"
