"""What a page is put together from: plain data, which the template turns into HTML.

Sections hold no HTML, so that there is one place where text is escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pandas as pd


@dataclass(frozen=True)
class DataTable:
    """A table of figures already put into words.

    ``right`` are the columns of figures, set to the right. A ``folded`` table shows its
    title until it is opened. The last row of one with a ``total`` is that. ``note`` stands below, such as what was left out.
    """

    title: str
    frame: pd.DataFrame
    right: tuple[str, ...] = ()
    note: str = ""
    folded: bool = False
    total: bool = False
    kind: str = field(default="table", init=False)


@dataclass(frozen=True)
class Figure:
    """A chart as a picture (``source`` is a data URI), with its figures in a table."""

    title: str
    source: str
    description: str
    table: DataTable
    note: str = ""
    kind: str = field(default="figure", init=False)


@dataclass(frozen=True)
class Card:
    """A headline figure. ``tone``: "good", "bad" or "" compares it with the baseline, or with
    what is wanted; ``mark`` says in a word what the tone's colour does."""

    label: str
    figure: str
    detail: str
    tone: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Cards:
    cards: Sequence[Card]
    kind: str = field(default="cards", init=False)


@dataclass(frozen=True)
class Prose:
    text: str
    kind: str = field(default="prose", init=False)


@dataclass(frozen=True)
class Timeline:
    """Sentences under the period they belong to."""

    entries: Sequence[tuple[str, Sequence[str]]]
    kind: str = field(default="timeline", init=False)


@dataclass(frozen=True)
class Cell:
    """``tones`` are classes of the page's style, never text of the plan; ``words`` say what
    the few letters of ``text`` mean."""

    text: str
    tones: str = ""
    words: str = ""


@dataclass(frozen=True)
class GridRow:
    """A row under its label; without cells, the label heads the rows below."""

    label: str
    cells: Sequence[Cell] = ()
    tones: str = ""


@dataclass(frozen=True)
class Grid:
    """A table of many narrow coloured cells, such as a rota.

    ``above`` are headings over several columns each, as text and number of columns, and
    ``columns`` those of each; ``corner`` is what the rows are. ``legend`` says what cells mean.
    """

    title: str
    corner: str
    above: Sequence[tuple[str, int]]
    columns: Sequence[Cell]
    rows: Sequence[GridRow]
    legend: Sequence[Cell] = ()
    note: str = ""
    folded: bool = False
    kind: str = field(default="sheet", init=False)


@dataclass(frozen=True)
class Lines:
    """Lines of a file to be copied, each with what it says: ``entries`` are words and line, and
    ``head`` the file's headings."""

    title: str
    file: str
    head: str
    entries: Sequence[tuple[str, str]]
    note: str = ""
    kind: str = field(default="lines", init=False)


Block = Lines | Grid | DataTable | Figure | Cards | Prose | Timeline


@dataclass(frozen=True)
class PageSection:
    """One section of the page; ``anchor`` is its place in the list of contents."""

    anchor: str
    title: str
    lead: str
    blocks: Sequence[Block]


def bounded(table: DataTable, limit: int, what: str) -> DataTable:
    """The table cut to its first rows, with a note of what was left out."""
    total = len(table.frame)
    if total <= limit:
        return table
    cut = f"The first {limit:,} of {total:,} {what}; the plan's tables hold them all."
    note = f"{table.note} {cut}".strip()
    return replace(table, frame=table.frame.head(limit), note=note, total=False)
