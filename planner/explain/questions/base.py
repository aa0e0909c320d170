"""What a question is, and the pieces that answers are made of."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import pandas as pd

from planner.explain.asked import Asked, Taken
from planner.explain.impossible import Suggestion
from planner.explain.words import taken_words
from planner.report.figures import plain
from planner.report.shown import Section

#: A figure below this is nothing: WTE, k£, hours or visits a week.
SPECK = 1e-4


@dataclass(frozen=True)
class Answered:
    """An answer: sentences, the most important first, the rows behind, and what to change."""

    headline: tuple[str, ...]
    sections: tuple[Section, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()


@dataclass(frozen=True)
class Line:
    """One of a plan's most important cases: what it is, and what to type for the answer."""

    what: str
    size: str
    options: tuple[tuple[str, str], ...]
    name: str = ""


class Question(Protocol):
    """A question's module.

    ``NAME`` is what is typed, ``TITLE`` heads its cases on the page without a question, and
    ``TAKES`` are the options it understands.
    """

    NAME: str
    TITLE: str
    TAKES: tuple[str, ...]

    def answer(self, asked: Asked) -> Answered: ...

    def worst(self, asked: Asked, count: int) -> list[Line]: ...


def with_taken(
    sentences: Sequence[str], sections: Sequence[Section], taken: Taken | None, what: str
) -> Answered:
    """An answer from facts, with what it would take."""
    if taken is None:
        return Answered(tuple(sentences), tuple(s for s in sections if len(s.frame)))
    words, tables = taken_words(taken, what)
    return Answered(
        (*sentences, *words), (*tables, *(s for s in sections if len(s.frame))),
        tuple(taken.suggestions),
    )  # fmt: skip


def table(title: str, note: str, rows: Sequence[dict[str, object]], *right: str) -> Section:
    """Rows as a section; figures are written with two decimals at most."""
    frame = pd.DataFrame([{key: cell(value) for key, value in row.items()} for row in rows])
    return Section(title, note, frame, right)


def cell(value: object) -> str:
    """A value as text for a reader."""
    if not isinstance(value, int | float):
        return str(value)
    return plain(value, 2) if math.isfinite(value) else "no limit"
