"""What a page is put together from: plain data, which the template turns into HTML.

Sections hold no HTML, so that there is one place where text is escaped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

#: What a reader can filter a page by, in the order of the page's choices.
DIMENSIONS = ("organisation", "period", "role")

Keys = Mapping[str, Sequence[tuple[str, ...]]]
"""Dimension → for each row the identifiers it is of; a row is shown where one of them is chosen."""


def keyed(frame: pd.DataFrame, **columns: str | Sequence[str]) -> Keys:
    """What each row of a table is of, from the frame it was made of, row by row.

    ``columns`` name the column of a dimension, or several where a row is of more than one (who
    loses staff and who hires them); without any, the frame's columns of a dimension's name.
    """
    chosen = columns or {name: name for name in DIMENSIONS if name in frame.columns}
    unknown = set(chosen) - set(DIMENSIONS)
    if unknown:
        raise ValueError(f"not what a page is filtered by: {', '.join(sorted(unknown))}")
    keys: dict[str, Sequence[tuple[str, ...]]] = {}
    for name, of in chosen.items():
        several = [of] if isinstance(of, str) else list(of)
        rows = zip(*(frame[column].astype(str) for column in several), strict=True)
        keys[name] = [tuple(i for i in dict.fromkeys(row) if i) for row in rows]
    return keys


@dataclass(frozen=True)
class DataTable:
    """A table of figures already put into words.

    ``right`` are the columns of figures, set to the right. A ``folded`` table shows its
    title until it is opened. The last row of one with a ``total`` is that. ``note`` stands below, such as what was left out.
    ``keys``, made by ``keyed``, let readers filter the rows; columns headed by a period are
    filtered without. ``whole`` is how many rows there were before some were left out.
    """

    title: str
    frame: pd.DataFrame
    right: tuple[str, ...] = ()
    note: str = ""
    folded: bool = False
    total: bool = False
    keys: Keys = field(default_factory=dict)
    whole: int = 0
    kind: str = field(default="table", init=False)


@dataclass(frozen=True)
class Live:
    """The figures of a chart, finely enough that the page can draw it for what a reader chooses.

    ``form`` is "lines" (over periods), "heat" (a row by period) or "bars" (a bar a row, to either
    side of nothing). Rows of ``frame`` that are chosen are added up by ``label`` (none in lines)
    and period, for each of the ``series`` (heading → column); ``keys`` as in a table, with a
    period in lines and heat. Not for shares, unless no two rows have one label and period.
    ``scale`` (100 for per cent), ``decimals`` and ``unit`` say how figures are written,
    ``colours`` run from little to much in a heat map.
    """

    form: str
    frame: pd.DataFrame
    series: Mapping[str, str]
    keys: Keys
    label: str = ""
    decimals: int = 1
    scale: float = 1.0
    unit: str = ""
    colours: Sequence[str] = ()


@dataclass(frozen=True)
class Figure:
    """A chart as a picture (``source`` is a data URI), with its figures in a table; with ``live``
    it is drawn again when a reader filters, and without it says that it is not.

    ``published``: the picture may be shown where small numbers are suppressed, for it is of no
    numbers of people, or drawn of published ones (``planner.report.suppression``). ``fits``: it
    is narrow enough to be read on a phone without moving it sideways.
    """

    title: str
    source: str
    description: str
    table: DataTable
    note: str = ""
    live: Live | None = None
    published: bool = False
    fits: bool = False
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
    """A row under its label; without cells, the label heads the rows below. ``keys``: dimension →
    the identifiers it is of, by which readers filter."""

    label: str
    cells: Sequence[Cell] = ()
    tones: str = ""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


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
    keys = {name: rows[:limit] for name, rows in table.keys.items()}
    return replace(
        table, frame=table.frame.head(limit), note=note, total=False, keys=keys, whole=total
    )
