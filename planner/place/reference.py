"""The reference of a place's tables and settings, made from the schemas.

``python -m planner.place.reference`` writes it to ``docs/reference/tables.md``.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, get_args

from planner.place.checks.cells import bounds
from planner.place.checks.tables import blank_of
from planner.place.readers.text import to_text
from planner.place.settings import MeasureName, Policy, Priority, Settings
from planner.place.stages import needing
from planner.schema import TABLES, Column, Table

TARGET = Path("docs/reference/tables.md")

_INTRODUCTION = """\
# The tables of a place

<!-- Made by `python -m planner.place.reference`; change the schemas instead. -->

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
    return "\n".join([_INTRODUCTION, _settings(), *(_table(table) for table in TABLES)])


def _settings() -> str:
    lines = [
        "## place.toml",
        "",
        "| setting | type | default | meaning |",
        "|---|---|---|---|",
    ]
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
            cells = (f"`{prefix}{name}`", kind, default, field.description or _MEANINGS[name])
            lines.append(_row(cells))
    return "\n".join([*lines, ""])


_MEANINGS = {
    "name": "Name of the place.",
    "start": "First day of the plan, the first of a month.",
    "measure": f"The goal: {', '.join(f'`{name}`' for name in get_args(MeasureName))}.",
    "tolerance": "Share of its best value that the goal may give way for later ones.",
    "slack": "What it may give way besides, in its own unit.",
}


def _union(kind: str) -> str:
    return "number" if "float" in kind else "word"


def _table(table: Table) -> str:
    needed = "It must have at least one row." if table.required else "It may be left out."
    stages = needing(table)
    if stages:
        verb = "needs" if len(stages) == 1 else "need"
        told = " and ".join(stages)
        needed = (
            f"{told[:1].upper()}{told[1:]} {verb} at least one row; it may be left out otherwise."
        )
    lines = [
        f"## {table.name}",
        "",
        f"Each row is {table.row}. {needed}",
        "",
        f"Key: {', '.join(f'`{name}`' for name in table.key)}.",
        "",
        "| column | type | unit | blank means | must stand in | meaning |",
        "|---|---|---|---|---|---|",
    ]
    lines += [_row(_cells(column)) for column in table.columns]
    return "\n".join([*lines, ""])


def _cells(column: Column) -> tuple[str, ...]:
    kind = column.kind.value + (", several" if column.many else "")
    if column.choices:
        kind += ": " + ", ".join(f"`{choice}`" for choice in column.choices)
    kind += _range(column)
    blank = "needed" if column.required else _plain(blank_of(column))
    references = f"`{column.references}`" if column.references else ""
    return f"`{column.name}`", kind, column.unit, blank, references, column.meaning


def _range(column: Column) -> str:
    lowest, highest = bounds(column)
    if lowest is not None and highest is not None:
        return f", {lowest:g} to {highest:g}"
    if lowest is not None:
        return f", {lowest:g} or more"
    return f", at most {highest:g}" if highest is not None else ""


def _plain(default: Any) -> str:
    return to_text(default) if default not in (None, "", ()) else "—"


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def main() -> None:
    """Write the page to the repository this runs in."""
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(reference_markdown(), encoding="utf-8")
    sys.stdout.write(f"{TARGET} written\n")


if __name__ == "__main__":
    main()
