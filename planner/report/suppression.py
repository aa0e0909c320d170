"""Small numbers of people, kept out of a page that is published.

The rule, for a page with small numbers suppressed below N, in whole numbers of people or WTE:

- what is above nothing and below N is shown as ``<N``;
- every other number of people is rounded to the nearest N, and totals are rounded by themselves,
  so that a small number does not follow from a total and the rest: from a total over it and k
  numbers that are shown, it is known to no better than a range of (k + 1) N / 2, which is N or
  more;
- a total at the foot of a table is left out where a number above it is hidden;
- a chart is drawn of the rounded numbers, or left out; no figures that it could be drawn again
  from stand in the page, so charts are not filtered.

Rounding beside hiding is how NHS Digital publishes hospital activity: small counts hidden, all
others rounded to the nearest 5.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace

import pandas as pd

from planner.errors import PlaceplanError
from planner.report.blocks import Block, DataTable, Figure, Lines, PageSection

#: Stages whose pages tell of groups of people; the others name them one by one.
STAGES = ("skillmix", "stress")
LEFT_OUT = "The chart is left out, because it would show or give away small numbers of people."

_least: ContextVar[int] = ContextVar("least", default=0)
_NOTHING = 0.05  # WTE that is shown as none


@contextmanager
def suppressing(below: int) -> Iterator[None]:
    """While it lasts, numbers of people below ``below`` are hidden, others rounded; 0: none."""
    token = _least.set(below)
    try:
        yield
    finally:
        _least.reset(token)


def suppress_below() -> int:
    """Below what numbers of people are hidden; 0 where none are."""
    return _least.get()


def mark() -> str:
    return f"<{_least.get()}"


def hidden(value: float) -> bool:
    """Whether a number of people is hidden: less than the least shown, and not nothing."""
    return _NOTHING <= abs(value) < _least.get()


def rounded(value: float) -> float:
    """A number of people to the nearest that is shown; nothing for one that is hidden."""
    least = _least.get()
    size = least * math.floor(abs(value) / least + 0.5) if abs(value) >= least else 0
    return math.copysign(size, value)


def published(values: pd.Series) -> pd.Series:
    """Numbers of people as a chart may draw them: those hidden as nothing, others rounded; as
    they are where nothing is suppressed."""
    return values.map(rounded) if _least.get() else values


def refuse(stage: str) -> None:
    """PlaceplanError for a page that names people one by one: hiding counts would not help."""
    if stage not in STAGES:
        raise PlaceplanError(
            f"The page of {'an' if stage[0] in 'aeiou' else 'a'} {stage.replace('_', ' ')} tells of "
            f"single people, so hiding small numbers would not make it fit to publish. "
            f"--suppress-below is for plans of {' and '.join(STAGES)}."
        )


def suppressed(section: PageSection) -> PageSection:
    """A section made while suppressing, less what could give away a number that is hidden:
    lines to copy hold decisions exactly."""
    blocks = [_suppressed(block) for block in section.blocks if not isinstance(block, Lines)]
    return replace(section, blocks=blocks)


def _suppressed(block: Block) -> Block:
    if isinstance(block, DataTable):
        return _without_total(block)
    if isinstance(block, Figure):
        kept = replace(block, live=None, table=_without_total(block.table))
        if block.published:
            return kept
        return replace(kept, source="", note=f"{block.note} {LEFT_OUT}".strip())
    return block


def _without_total(table: DataTable) -> DataTable:
    """A guard: tables of people have no totals at their foot so far."""
    if not table.total:
        return table
    frame = table.frame.copy()
    for column in _hiding(frame.iloc[:-1]):
        frame.loc[frame.index[-1], column] = "–"
    return replace(table, frame=frame)


def _hiding(frame: pd.DataFrame) -> Sequence[str]:
    return [
        c for c in frame.columns if frame[c].astype(str).str.contains(mark(), regex=False).any()
    ]
