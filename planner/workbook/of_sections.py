"""The sections of a report as sheets: a sheet for each of its tables.

Figures keep the digits the report shows, as numbers that sort, filter and add up; the plan's
own tables, further on in the workbook, hold them in full.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from planner.report.blocks import (
    Block,
    Cards,
    DataTable,
    Figure,
    Grid,
    Lines,
    PageSection,
    Prose,
    Timeline,
)
from planner.report.figures import BASELINE
from planner.workbook.cells import Number, shown
from planner.workbook.charts import Chart
from planner.workbook.sheet import SheetColumn, SheetTable

GROUP = "The report's tables"
_BARS = 25  # rows that a bar chart can show
_TELLING = 12  # letters of a title that stands for itself
_LONGEST_NAME = 31
_LITTLE = {"a", "an", "and", "at", "by", "for", "from", "in", "it", "of", "on", "or", "the", "to"}


def section_sheets(sections: Sequence[PageSection], periods: Collection[str]) -> list[SheetTable]:
    """A sheet for each table, in the order of the page. ``periods`` are those of the plan."""
    return [sheet for section in sections for sheet in _of_section(section, set(periods))]


def _of_section(section: PageSection, periods: set[str]) -> list[SheetTable]:
    sheets, said = list[SheetTable](), [section.lead]
    for block in section.blocks:
        if isinstance(block, Prose):
            said.append(block.text)
            continue
        for sheet in _of_block(section, block, periods):
            lead = " ".join(text for text in [*said, sheet.lead] if text)
            sheets.append(replace(sheet, lead=lead))
            said = [section.lead]
    if sheets or len(said) == 1:
        return sheets
    told = SheetColumn("In words", said[1:])
    return [SheetTable(section.title, section.title, GROUP, [told], lead=section.lead)]


def _of_block(section: PageSection, block: Block, periods: set[str]) -> Iterator[SheetTable]:
    """The sheets of a block: one, or none where it holds nothing that is a table."""
    if isinstance(block, Figure):
        sheet = _table(section, block.table, block.title)
        heat, chart = _drawn(block, sheet, periods)
        yield replace(sheet, heat=heat, chart=chart, lead=block.note)
    elif isinstance(block, DataTable):
        yield _table(section, block, block.title)
    elif isinstance(block, Timeline):
        yield _timeline(section, block)
    elif isinstance(block, Cards):
        yield _cards(section, block)
    elif isinstance(block, Lines):
        yield _lines(section, block)
    elif isinstance(block, Grid):
        yield _grid(section, block)


def _table(section: PageSection, table: DataTable, title: str) -> SheetTable:
    columns = [
        _column(str(heading), table.frame[heading].tolist(), heading in table.right)
        for heading in table.frame.columns
    ]
    kept = 1 if len(columns) > 4 and not columns[0].figures else 0
    return SheetTable(
        _short(section, title),
        _titled(section, title),
        GROUP,
        columns or [SheetColumn(title, [])],
        note=table.note,
        kept=kept,
        total=table.total and len(table.frame) > 0,
    )


def _titled(section: PageSection, title: str) -> str:
    return f"{section.title}: {title}" if title and title != section.title else section.title


def _short(section: PageSection, title: str) -> str:
    """A name for the sheet, in whole words: the table's own, or where that says little of itself
    ("By theme") after its section's."""
    wanted = title or section.title
    both = f"{section.title}, {wanted[:1].lower()}{wanted[1:]}"
    if len(wanted) < _TELLING and wanted != section.title and len(both) <= _LONGEST_NAME:
        wanted = both
    words = wanted.split()
    while len(" ".join(words)) > _LONGEST_NAME and len(words) > 1:
        words.pop()
        while len(words) > 1 and words[-1].strip(",:;").lower() in _LITTLE:
            words.pop()
    return " ".join(words).rstrip(",:;")


def _column(heading: str, cells: Sequence[object], figures: bool) -> SheetColumn:
    texts = ["" if cell is None else str(cell) for cell in cells]
    return SheetColumn(heading, [shown(t) for t in texts] if figures else texts, figures=figures)


def _drawn(
    figure: Figure, sheet: SheetTable, periods: set[str]
) -> tuple[tuple[int, ...], Chart | None]:
    """How a picture of the page is drawn by Excel: periods across as colours in the cells,
    periods down as lines, few rows of anything else as bars."""
    across = [n for n, column in enumerate(sheet.columns) if column.heading in periods]
    if len(across) > 1 and across == list(range(across[0], across[-1] + 1)):
        return tuple(across), None
    alike = _same_look(sheet)
    if not alike or not sheet.rows:
        return (), None
    down = all(cell in periods for cell in sheet.columns[0].cells)
    if not down and (sheet.rows > _BARS or len(set(sheet.columns[0].cells)) < sheet.rows):
        return (), None
    broken = tuple(n for n in alike if BASELINE in sheet.columns[n].heading.lower())
    return (), Chart("line" if down else "bar", figure.title, alike, broken)


def _same_look(sheet: SheetTable) -> tuple[int, ...]:
    """The first figures and those beside them of the same kind, which share an axis."""
    looks = [_look(column) for column in sheet.columns]
    first = next((n for n, look in enumerate(looks) if look), None)
    if first is None:
        return ()
    if len(looks) > first + 1 and BASELINE in sheet.columns[first + 1].heading.lower():
        return (first, first + 1)
    return tuple(n for n, look in enumerate(looks) if look == looks[first])


def _look(column: SheetColumn) -> str:
    """What kind of figures a column holds; blank where it is not all figures."""
    if not column.figures or not all(isinstance(cell, Number) for cell in column.cells):
        return ""
    kinds = {"%" if "%" in c.look else "£" if "£" in c.look else "#" for c in column.cells}
    return kinds.pop() if len(kinds) == 1 else ""


def _timeline(section: PageSection, block: Timeline) -> SheetTable:
    rows = [(when, text) for when, texts in block.entries for text in texts]
    columns = [
        SheetColumn("When", [when for when, _ in rows]),
        SheetColumn("What", [text for _, text in rows]),
    ]
    name = f"{section.title}, by period"
    return SheetTable(name, name, GROUP, columns)


def _cards(section: PageSection, block: Cards) -> SheetTable:
    columns = [
        SheetColumn("Measure", [card.label for card in block.cards]),
        SheetColumn("Figure", [shown(card.figure) for card in block.cards], figures=True),
        SheetColumn("Beside it", [card.detail for card in block.cards]),
        SheetColumn("", [card.mark for card in block.cards]),
    ]
    return SheetTable(f"{section.title}: measures", section.title, GROUP, columns)


def _lines(section: PageSection, block: Lines) -> SheetTable:
    columns = [
        SheetColumn("Decision", [words for words, _ in block.entries]),
        SheetColumn(f"Line for {block.file}", [line for _, line in block.entries]),
    ]
    note = f"{block.note} Headings: {block.head}"
    return SheetTable(block.title, _titled(section, block.title), GROUP, columns, note=note)


def _grid(section: PageSection, block: Grid) -> SheetTable:
    """A rota or timetable as letters, with what they mean in the note."""
    above = [text for text, width in block.above for _ in range(width)]
    above += [""] * (len(block.columns) - len(above))
    columns = [SheetColumn(block.corner, [row.label for row in block.rows])]
    for n, (over, heading) in enumerate(zip(above, block.columns, strict=False)):
        cells = [row.cells[n].text if n < len(row.cells) else "" for row in block.rows]
        columns.append(SheetColumn(f"{over} {heading.text}".strip(), cells))
    legend = "; ".join(f"{cell.text}: {cell.words}" for cell in block.legend if cell.words)
    note = " ".join(text for text in (block.note, legend) if text)
    return SheetTable(block.title, _titled(section, block.title), GROUP, columns, note=note, kept=1)
