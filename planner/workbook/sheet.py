"""One sheet: a table under its title, made to be read, filtered and printed."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from planner.roster.out.workbook.looks import LINE, SOFT, Looks
from planner.workbook.cells import Number, clean
from planner.workbook.charts import Chart, add_chart

#: Rows of a sheet: title, what it is, note, link back, headings; the figures begin below.
TITLE, LEAD, NOTE, BACK, HEADINGS = range(5)
FIRST = HEADINGS + 1
MOST_ROWS = 1_048_576 - FIRST - 1
CONTENTS = "Contents"

_A4 = 9
_HEAD = "#DCE6EF"
_NARROWEST, _WIDEST = 9, 44  # letters
_LOOKED_AT = 400  # rows that a column's width is taken from
_LINE_LETTERS = 110  # letters of a lead on a line, at most
_LINE_HEIGHT = 13
_MOST_LINES = 12
_HEAT = {"type": "2_color_scale", "min_color": "#FFFFFF", "max_color": "#E8915B"}
_DAY = "d mmm yyyy"


@dataclass(frozen=True)
class SheetColumn:
    """A column under its heading. Cells are text, numbers, ``Number``, dates or None (blank);
    ``look`` is the number format of those that bring none."""

    heading: str
    cells: Sequence[Any]
    look: str = "General"
    figures: bool = False


@dataclass(frozen=True)
class SheetTable:
    """What a sheet shows.

    Attributes
    ----------
    name : what the sheet is to be called; cut, and told from others, where it has to be.
    group : under which it stands in the contents.
    lead : what the table is; ``note`` what was left out or has to be known.
    kept : columns that stay in sight at the left.
    total : the last row is a total.
    heat : columns whose figures are coloured, light to dark from least to most.
    exact : the figures are the plan's, to the last digit.
    """

    name: str
    title: str
    group: str
    columns: Sequence[SheetColumn]
    lead: str = ""
    note: str = ""
    kept: int = 0
    total: bool = False
    heat: Sequence[int] = ()
    chart: Chart | None = None
    exact: bool = False

    @property
    def rows(self) -> int:
        return len(self.columns[0].cells) if self.columns else 0


def write_sheet(book: Workbook, sheet: Worksheet, looks: Looks, table: SheetTable) -> None:
    """Fill a sheet; of more rows than one holds the first are written, and it says so."""
    rows = min(table.rows, MOST_ROWS)
    _page(sheet, table)
    _above(sheet, looks, table, rows)
    heading = looks.get(
        bold=True, text_wrap=True, valign="top", bg_color=_HEAD, border=1, border_color=LINE
    )
    right = looks.get(
        bold=True, text_wrap=True, valign="top", align="right", bg_color=_HEAD, border=1,
        border_color=LINE,
    )  # fmt: skip
    for position, column in enumerate(table.columns):
        sheet.set_column(position, position, _width(column))
        sheet.write_string(
            HEADINGS, position, clean(column.heading), right if column.figures else heading
        )
    _write_rows(sheet, looks, table, rows, rows - 1 if table.total else -1)
    if not rows:
        sheet.write_string(FIRST, 0, "There are no rows.", looks.get(font_color=SOFT, italic=True))
    last = max(len(table.columns) - 1, 0)
    filtered = rows - 1 if table.total else rows
    sheet.autofilter(HEADINGS, 0, HEADINGS + max(filtered, 1), last)
    sheet.ignore_errors({"number_stored_as_text": xl_range(FIRST, 0, FIRST + max(rows, 1), last)})
    for position in table.heat if filtered > 1 else ():
        if position == table.heat[0]:  # one scale over all of them
            sheet.conditional_format(
                FIRST, position, FIRST + filtered - 1, table.heat[-1], dict(_HEAT)
            )
    if table.chart is not None and filtered:
        add_chart(book, sheet, table.chart, FIRST, filtered, FIRST + rows + 1)


def _page(sheet: Worksheet, table: SheetTable) -> None:
    """A4 landscape, one page wide, headings on every page and always in sight."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.repeat_rows(HEADINGS)
    sheet.set_footer("&L&A&RPage &P of &N")
    sheet.freeze_panes(FIRST, table.kept)
    sheet.hide_gridlines(2)


def _above(sheet: Worksheet, looks: Looks, table: SheetTable, rows: int) -> None:
    """Title, what the table is, its note, and the way back."""
    sheet.write_string(TITLE, 0, clean(table.title), looks.get(bold=True, font_size=14))
    note = table.note
    if rows < table.rows:
        cut = (
            f"The first {rows:,} of {table.rows:,} rows: a sheet holds no more. The plan's own "
            "tables (Parquet) hold them all."
        )
        note = f"{cut} {note}".strip()
    for row, text in ((LEAD, table.lead), (NOTE, note)):
        _across(sheet, looks, row, clean(text), len(table.columns))
    link = looks.get(font_color="#005EB8", underline=1)
    sheet.write_url(BACK, 0, f"internal:'{CONTENTS}'!A1", link, CONTENTS)


def _across(sheet: Worksheet, looks: Looks, row: int, text: str, columns: int) -> None:
    """Text in one wrapped cell over the first columns."""
    if not text:
        return
    look = looks.get(font_color=SOFT, text_wrap=True, valign="top")
    if columns > 1:
        sheet.merge_range(row, 0, row, columns - 1, "", look)
    sheet.write_string(row, 0, text, look)
    room = min(_LINE_LETTERS, max(40, 14 * columns))
    lines = sum(math.ceil(max(len(line), 1) / room) for line in text.split("\n"))
    sheet.set_row(row, _LINE_HEIGHT * min(lines, _MOST_LINES) + 2)


def _write_rows(sheet: Worksheet, looks: Looks, table: SheetTable, rows: int, total: int) -> None:
    """Every cell as what it is, row by row, as the file is written; ``total`` is the row of the
    total, or -1."""
    plain = [_look_of(looks, table, column, False) for column in table.columns]
    below = [_look_of(looks, table, column, True) for column in table.columns]
    for row, cells in enumerate(zip(*(column.cells for column in table.columns), strict=True)):
        if row == rows:
            return
        at = FIRST + row
        for position, (cell, look) in enumerate(
            zip(cells, below if row == total else plain, strict=True)
        ):
            if isinstance(cell, str):
                if cell or not table.exact:
                    sheet.write_string(at, position, clean(cell), look(None))
            elif isinstance(cell, Number):
                sheet.write_number(at, position, cell.value, look(cell.look))
            elif isinstance(cell, dt.date):
                sheet.write_datetime(at, position, dt.datetime.combine(cell, dt.time()), look(_DAY))
            elif cell is not None and math.isfinite(cell):
                sheet.write_number(at, position, cell, look(""))


def _look_of(
    looks: Looks, table: SheetTable, column: SheetColumn, total: bool
) -> Callable[[str | None], Format]:
    """Number format → the look of a column's cells; None is of text, "" the column's own."""
    base: dict[str, Any] = {"valign": "top"}
    if not table.exact:  # a table in full is too long for lines
        base |= {"border": 1, "border_color": LINE, "text_wrap": not column.figures}
    if total:
        base |= {"bold": True, "top": 2}
    made: dict[str | None, Format] = {}

    def look(number: str | None) -> Format:
        if number not in made:
            if number is None:
                wanted = {"align": "right"} if column.figures else {}
            else:
                side = "left" if number == _DAY else "right"
                wanted = {"num_format": number or column.look, "align": side}
            made[number] = looks.get(**base, **wanted)
        return made[number]

    return look


def _width(column: SheetColumn) -> float:
    """Wide enough for what stands in the first rows, within bounds; headings wrap."""
    longest = max((len(word) for word in column.heading.split()), default=0)
    for cell in column.cells[:_LOOKED_AT]:
        if isinstance(cell, str):
            longest = max(longest, len(cell))
        elif isinstance(cell, Number | float | int):
            value = cell.value if isinstance(cell, Number) else cell
            longest = max(longest, len(f"{value:,.1f}") if math.isfinite(value) else 0)
    return min(max(longest + 2, _NARROWEST), _WIDEST)
