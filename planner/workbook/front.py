"""The first sheet: what came out, what was asked, how far it is proven, and what else there is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.worksheet import Worksheet

from planner.roster.out.workbook.looks import LINE, RED, SOFT, Looks
from planner.workbook.cells import Number, clean
from planner.workbook.sheet import CONTENTS, SheetTable

_A4 = 9
_WIDTHS = (34, 22, 22, 22, 22, 40)
_ACROSS = sum(_WIDTHS)
_LINE = 13
_LINK = {"font_color": "#005EB8", "underline": 1}


@dataclass(frozen=True)
class FrontTable:
    """A few rows under their headings; with a single column of headings blank, facts and their
    values. Cells are text, numbers with a format (``Number``), or blank (None)."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Any]]
    note: str = ""


@dataclass(frozen=True)
class Front:
    """``sentences`` come first, the most important before others; one that ``alarms`` holds is
    in red."""

    title: str
    span: str
    sentences: Sequence[str]
    tables: Sequence[FrontTable]
    alarms: Sequence[str] = ()
    footer: str = ""


def write_front(
    sheet: Worksheet, looks: Looks, front: Front, sheets: Sequence[tuple[str, SheetTable]]
) -> None:
    """Fill the first sheet; ``sheets`` are the others, each with its name."""
    _page(sheet)
    sheet.write_string(0, 0, clean(front.title), looks.get(bold=True, font_size=18))
    sheet.write_string(1, 0, clean(front.span), looks.get(font_color=SOFT, font_size=11))
    row = 3
    for sentence in front.sentences:
        alarm = sentence in front.alarms
        look = {"font_color": RED, "bold": True} if alarm else {}
        row = _across(sheet, looks, row, sentence, font_size=11, **look)
    down = row + 3 + sum(_height(table) for table in front.tables)
    sheet.write_url(
        row + 1, 0, f"internal:'{CONTENTS}'!A{down + 2}", looks.get(**_LINK), "All sheets"
    )
    row += 3
    for table in front.tables:
        row = _table(sheet, looks, row, table)
    row = _contents(sheet, looks, row, sheets)
    if front.footer:
        _across(sheet, looks, row + 1, front.footer, font_color=SOFT)


def _page(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&L&A&RPage &P of &N")
    sheet.hide_gridlines(2)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)


def _across(sheet: Worksheet, looks: Looks, row: int, text: str, **look: Any) -> int:
    """Wrapped text over the whole width; the row below it."""
    form = looks.get(text_wrap=True, valign="top", **look)
    sheet.merge_range(row, 0, row, len(_WIDTHS) - 1, "", form)
    sheet.write_string(row, 0, clean(text), form)
    lines = sum(math.ceil(max(len(line), 1) / _ACROSS) for line in text.split("\n"))
    sheet.set_row(row, (_LINE + 2) * min(lines, 20) + 2)
    return row + 1


def _height(table: FrontTable) -> int:
    """Rows that ``_table`` takes."""
    return len(table.rows) + (4 if table.note else 3)


def _table(sheet: Worksheet, looks: Looks, row: int, table: FrontTable) -> int:
    """A small table; the row where the next begins."""
    sheet.write_string(row, 0, clean(table.title), looks.get(bold=True, font_size=12))
    row += 1
    head = looks.get(bold=True, text_wrap=True, bg_color="#DCE6EF", border=1, border_color=LINE)
    for column, heading in enumerate(table.headings):
        sheet.write_string(row, column, clean(heading), head)
    row += 1
    for cells in table.rows:
        _row(sheet, looks, row, cells)
        row += 1
    if table.note:
        row = _across(sheet, looks, row, table.note, font_color=SOFT)
    return row + 1


def _row(sheet: Worksheet, looks: Looks, row: int, cells: Sequence[Any]) -> None:
    base: dict[str, Any] = {"border": 1, "border_color": LINE, "valign": "top"}
    lines = 1
    for column, cell in enumerate(cells):
        if cell is None:
            sheet.write_blank(row, column, None, looks.get(**base))
        elif isinstance(cell, Number):
            look = looks.get(**base, num_format=cell.look, align="right")
            sheet.write_number(row, column, cell.value, look)
        else:
            text = clean(str(cell))
            sheet.write_string(row, column, text, looks.get(**base, text_wrap=True))
            lines = max(lines, math.ceil(len(text) / _WIDTHS[min(column, len(_WIDTHS) - 1)]))
    sheet.set_row(row, _LINE * min(lines, 30) + 2)


def _contents(
    sheet: Worksheet, looks: Looks, row: int, sheets: Sequence[tuple[str, SheetTable]]
) -> int:
    """A line for each sheet, with a link to it."""
    group = ""
    base: dict[str, Any] = {"border": 1, "border_color": LINE}
    link = looks.get(**_LINK, **base)
    for name, table in sheets:
        if table.group != group:
            group = table.group
            sheet.write_string(row + 1, 0, clean(group), looks.get(bold=True, font_size=12))
            head = looks.get(bold=True, bg_color="#DCE6EF", **base)
            for column, heading in enumerate(("Sheet", "Rows", "What it shows")):
                sheet.write_string(row + 2, column, heading, head)
            row += 3
        quoted = name.replace("'", "''")
        sheet.write_url(row, 0, f"internal:'{quoted}'!A1", link, name)
        sheet.write_number(row, 1, table.rows, looks.get(**base, num_format="#,##0"))
        sheet.write_string(row, 2, clean(table.title), looks.get(**base))
        row += 1
    return row
