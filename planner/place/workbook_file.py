"""Makes the Excel workbook of a place or of its blank templates.

No cell is ever a formula or a link: a name that starts with ``=`` stays text.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from planner.errors import PlaceplanError
from planner.place.readers.folder import README
from planner.place.readers.settings_file import SHEET
from planner.place.readers.text import to_text
from planner.place.settings import Settings
from planner.schema import Column, Kind, Table

_FIGURES = (Kind.NUMBER, Kind.SHARE, Kind.WHOLE)
_LAST_ROW = 10_000  # down to which a column's choices are offered
_LONGEST_LIST = 255  # characters that Excel allows in a list of choices
_MOST_ROWS = 1_048_575  # of an Excel sheet, under its headings
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}


def place_workbook(
    settings: Settings, tables: Sequence[Table], frames: Mapping[str, pd.DataFrame]
) -> bytes:
    """A workbook: the sheet ``place`` with the settings, then one sheet per table.

    Raises
    ------
    PlaceplanError : a table has more rows than a sheet can hold.
    """
    for table in tables:
        if len(frames[table.name]) > _MOST_ROWS:
            rows = f"{len(frames[table.name]):,} rows; a sheet of Excel holds {_MOST_ROWS:,}"
            raise PlaceplanError(f"the table {table.name} has {rows}: choose csv or parquet")
    return _workbook(settings_rows(settings), tables, frames, guide=False)


def template_workbook(settings: Sequence[tuple[str, Any]], tables: Sequence[Table]) -> bytes:
    """A workbook of blank sheets, with a sheet ``read me`` that explains every column."""
    return _workbook(settings, tables, {}, guide=True)


def settings_rows(settings: Settings) -> list[tuple[str, Any]]:
    """The settings as rows of dotted key and value; what is blank is left out."""
    values = settings.model_dump(mode="json")
    rows: list[tuple[str, Any]] = [
        (key, values[key]) for key in ("name", "start", "quarters", "years")
    ]
    for rank, priority in enumerate(values["priorities"], start=1):
        rows += [(f"priorities.{rank}.{key}", value) for key, value in priority.items()]
    rows += [(f"policy.{key}", value) for key, value in values["policy"].items()]
    return [(key, value) for key, value in rows if value is not None]


def _workbook(
    settings: Iterable[tuple[str, Any]],
    tables: Sequence[Table],
    frames: Mapping[str, pd.DataFrame],
    guide: bool,
) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, _OPTIONS) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        if guide:
            _guide_sheet(book.add_worksheet(README), tables, bold, wrapped)
        _settings_sheet(book.add_worksheet(SHEET), settings, bold)
        for table in tables:
            _table_sheet(book.add_worksheet(table.name), table, frames.get(table.name), bold)
    return stream.getvalue()


def _settings_sheet(sheet: Worksheet, rows: Iterable[tuple[str, Any]], bold: Format) -> None:
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 40)
    for column, heading in enumerate(("key", "value")):
        sheet.write_string(0, column, heading, bold)
    for row, (key, value) in enumerate(rows, start=1):
        sheet.write_string(row, 0, key)
        if isinstance(value, int | float) and not isinstance(value, bool):
            _write_figure(sheet, row, 1, value)
        else:
            sheet.write_string(row, 1, to_text(value))
    sheet.ignore_errors({"number_stored_as_text": "B1:B1000"})


def _table_sheet(sheet: Worksheet, table: Table, frame: pd.DataFrame | None, bold: Format) -> None:
    sheet.freeze_panes(1, 0)
    for position, column in enumerate(table.columns):
        sheet.set_column(position, position, max(12, len(column.name) + 2))
        sheet.write_string(0, position, column.name, bold)
        sheet.write_comment(0, position, describe(column), {"x_scale": 2, "y_scale": 1.5})
        _offer_choices(sheet, position, column)
        if frame is not None:
            _write_column(sheet, position, column, frame[column.name].tolist())
    sheet.ignore_errors({"number_stored_as_text": "A1:CV1048576"})


def _write_column(sheet: Worksheet, position: int, column: Column, values: list[Any]) -> None:
    figures = column.kind in _FIGURES and not column.many
    for row, value in enumerate(values, start=1):
        if figures and not pd.isna(value):
            _write_figure(sheet, row, position, value)
        elif not figures:
            text = to_text(value)
            if text:
                sheet.write_string(row, position, text)


def _write_figure(sheet: Worksheet, row: int, column: int, value: float) -> None:
    """A number; as text where the file's 16 digits would not bring it back exactly."""
    if float(f"{value:.16G}") == value:
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, repr(float(value)))


def _offer_choices(sheet: Worksheet, position: int, column: Column) -> None:
    """Let Excel offer the words of a choice; one of several values it cannot check."""
    choices = ("yes", "no") if column.kind is Kind.BOOLEAN else column.choices
    if not choices or column.many or len(",".join(choices)) > _LONGEST_LIST:
        return
    sheet.data_validation(
        1,
        position,
        _LAST_ROW,
        position,
        {
            "validate": "list",
            "source": list(choices),
            "error_title": column.name,
            "error_message": f"Choose one of the words offered for {column.name}."[:255],
        },
    )


def describe(column: Column) -> str:
    """Everything a data owner needs to know of a column, in a few lines."""
    lines = [column.meaning]
    if column.unit:
        lines.append(f"Unit: {column.unit}.")
    if column.choices:
        lines.append(f"One of: {', '.join(column.choices)}.")
    if column.references:
        lines.append(f"Must stand in {column.references}.")
    if column.many:
        lines.append("Several values are separated by semicolons.")
    lines.append("Needed." if column.required else f"Blank: {blank_means(column)}.")
    return "\n".join(lines)


def blank_means(column: Column) -> str:
    """What a blank cell means, in words."""
    return to_text(column.default) if column.default not in (None, "") else "nothing stated"


def _guide_sheet(sheet: Worksheet, tables: Sequence[Table], bold: Format, wrapped: Format) -> None:
    """The sheet ``read me``: a line for every column of every table."""
    headings = ("table", "a row is", "column", "needed", "type", "unit", "choices", "meaning")
    widths = (20, 34, 26, 9, 14, 16, 40, 70)
    for position, (heading, width) in enumerate(zip(headings, widths, strict=True)):
        sheet.set_column(position, position, width)
        sheet.write_string(0, position, heading, bold)
    sheet.freeze_panes(1, 0)
    row = 1
    for table in tables:
        for column in table.columns:
            cells = (
                table.name,
                table.row,
                column.name,
                "yes" if column.required else "",
                column.kind.value,
                column.unit,
                ", ".join(column.choices),
                column.meaning,
            )
            for position, cell in enumerate(cells):
                sheet.write_string(row, position, cell, wrapped)
            row += 1
