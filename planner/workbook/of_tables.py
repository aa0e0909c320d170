"""A plan's own tables as sheets: every row and digit, units in the headings, names beside
identifiers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import pandas as pd

from planner.schema.column import Column, Kind, Table
from planner.workbook.sheet import SheetColumn, SheetTable

GROUP = "The plan's tables in full"

#: Column → table of names.
_NAMED = {
    "organisation": "organisations",
    "to_organisation": "organisations",
    "employer": "organisations",
    "host": "organisations",
    "served_by": "organisations",
    "role": "roles",
    "to_role": "roles",
    "profile": "profiles",
    "to_profile": "profiles",
    "locality": "localities",
    "package": "packages",
    "alternative_to": "packages",
    "need_group": "need_groups",
    "course": "courses",
    "via": "courses",
    "fund": "funds",
    "lever": "levers",
    "arrangement": "arrangements",
    "service": "fragile_services",
    "competency": "competencies",
    "shift": "shifts",
    "shift_before": "shifts",
    "scheme": "rotation_schemes",
}
#: Where one table has no such identifier, another may: a profile without extra competencies is a
#: role.
_ELSE = {"profiles": "roles"}

_UNITS = {
    "k£": "£ thousands",
    "k£ a year": "£ thousands a year",
    "as stated": "unit in its column",
}
_LOOKS = {
    "WTE": "#,##0.00",
    "k£": "#,##0.0",
    "k£ a year": "#,##0.0",
    "share": "0.0%",
    "of draws": "0.0%",
    "of variance": "0.0%",
    "of hires": "0.0%",
    "visits": "#,##0",
    "people": "#,##0.0",
    "occasions": "#,##0",
    "hours": "#,##0.0",
    "minutes": "#,##0.0",
    "yes/no": "0",
    "shifts": "#,##0",
    "weekends": "#,##0",
}
_OTHER = "#,##0.00"

Labels = Mapping[str, Mapping[str, str]]


def table_sheets(
    tables: Sequence[Table], frames: Mapping[str, pd.DataFrame], labels: Labels, group: str = GROUP
) -> list[SheetTable]:
    """A sheet for each table, empty ones too, under the table's own name."""
    return [table_sheet(table, frames[table.name], labels, group) for table in tables]


def table_sheet(table: Table, frame: pd.DataFrame, labels: Labels, group: str) -> SheetTable:
    """The table as a sheet: each identifier that has a name with the name in the next column."""
    columns: list[SheetColumn] = []
    for column in table.columns:
        values = frame[column.name].tolist()
        columns.append(_column(column, values))
        names = _names(column.name, values, labels)
        if names is not None:
            columns.append(SheetColumn(f"{_words(column.name)}, name", names))
    title = _words(table.name)
    lead = f"A row is {table.row}."
    return SheetTable(table.name, title, group, columns, lead=lead, exact=True)


def meanings(tables: Sequence[Table], group: str) -> SheetTable:
    """What every column of the tables means."""
    rows = [(t.name, heading_of(c), c.name, _unit(c), c.meaning) for t in tables for c in t.columns]
    headings = ("Sheet", "Heading", "Column of the table", "Unit", "Meaning")
    columns = [SheetColumn(heading, [row[n] for row in rows]) for n, heading in enumerate(headings)]
    lead = "Every column of the tables in full: its unit, and what it means."
    return SheetTable("What columns mean", "What columns mean", group, columns, lead=lead, kept=1)


def _column(column: Column, values: list[object]) -> SheetColumn:
    heading = heading_of(column)
    if column.kind in (Kind.NUMBER, Kind.SHARE, Kind.WHOLE):
        look = "0.0%" if column.kind is Kind.SHARE else _LOOKS.get(column.unit, _OTHER)
        return SheetColumn(heading, values, look, figures=True)
    if column.kind is Kind.DATE:
        return SheetColumn(heading, [_date(value) for value in values])
    return SheetColumn(heading, values)


def _date(value: object) -> object:
    """A day as such; what is none stays text."""
    try:
        return dt.date.fromisoformat(str(value)) if value else None
    except ValueError:
        return str(value)


def _names(column: str, values: list[object], labels: Labels) -> list[str] | None:
    """The names of a column's identifiers; None where it has none to tell."""
    table = _NAMED.get(column, "")
    known = {**labels.get(_ELSE.get(table, ""), {}), **labels.get(table, {})}
    named = {key: name for key, name in known.items() if name and name != key}
    if not named or not any(value in named for value in set(values)):
        return None
    return [named.get(str(value), "") for value in values]


def heading_of(column: Column) -> str:
    """What heads a column: its name in words, with its unit."""
    unit = _unit(column)
    return f"{_words(column.name)} ({unit})" if unit else _words(column.name)


def _unit(column: Column) -> str:
    return _UNITS.get(column.unit, column.unit)


def _words(name: str) -> str:
    """``in_post`` → ``In post``; ``wte`` → ``WTE``."""
    text = " ".join("WTE" if word == "wte" else word for word in name.split("_"))
    return text[:1].upper() + text[1:]
