"""Charts that Excel draws from the cells of a sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from planner.workbook.cells import clean

#: Told apart by colour-blind readers too; a baseline's line is broken besides.
_COLOURS = ("#005EB8", "#768692", "#E8915B", "#78BE20", "#7C2855", "#41B6E6", "#AE2573")
_WIDTH, _HEIGHT = 900, 380  # pixels
_BAR_HEIGHT = 26


@dataclass(frozen=True)
class Chart:
    """``kind`` "line" or "bar"; series are columns of the sheet against its first one, by their
    positions, and ``broken`` those of the baseline."""

    kind: str
    title: str
    series: tuple[int, ...]
    broken: tuple[int, ...] = ()


def add_chart(
    book: Workbook, sheet: Worksheet, chart: Chart, first: int, rows: int, below: int
) -> None:
    """Put the chart under the table; ``first`` is the row of its first figures."""
    made = book.add_chart({"type": chart.kind})
    if made is None:  # a kind of chart that xlsxwriter does not know
        raise ValueError(chart.kind)
    name, last = sheet.get_name(), first + rows - 1
    for number, column in enumerate(chart.series):
        colour = _COLOURS[number % len(_COLOURS)]
        line: dict[str, Any] = {"color": colour, "width": 2.25}
        if column in chart.broken:
            line["dash_type"] = "dash"
        series: dict[str, Any] = {
            "name": [name, first - 1, column],
            "categories": [name, first, 0, last, 0],
            "values": [name, first, column, last, column],
        }
        series |= {"line": line} if chart.kind == "line" else {"fill": {"color": colour}}
        made.add_series(series)
    title = clean(chart.title)[:200]
    made.set_title({"name": title, "overlay": False, "name_font": {"size": 12}})
    made.set_legend({"position": "bottom"})
    height = _HEIGHT
    if chart.kind == "bar":
        made.set_y_axis({"reverse": True})  # the first row above
        height = max(_HEIGHT, _BAR_HEIGHT * rows + 120)
    made.set_size({"width": _WIDTH, "height": height})
    sheet.insert_chart(below, 0, made, {"description": title})
