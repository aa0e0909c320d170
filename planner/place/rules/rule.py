"""What a rule between tables is, and what it sees."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from planner.errors import Finding, Severity
from planner.place.checks.tables import CheckedTable

Check = Callable[["Tables"], Iterator[Finding]]


@dataclass(frozen=True)
class Tables:
    """The tables a rule looks at; ``tables[name]`` is a frame as in ``Place``.

    ``labels`` are the periods in their order; none where the settings are unsound.
    """

    checked: Mapping[str, CheckedTable]
    labels: Sequence[str] = ()

    def __getitem__(self, table: str) -> pd.DataFrame:
        return self.checked[table].frame

    def row(self, table: str, position: int) -> int:
        """The row of a record as the user sees it."""
        return int(self.checked[table].rows[position])

    def error(
        self, table: str, position: int, column: str, message: str, remedy: str = ""
    ) -> Finding:
        """An error at a record (by its position in the frame) and a column."""
        return self.checked[table].finding(position, column, message, remedy)

    def warning(
        self, table: str, position: int, column: str, message: str, remedy: str = ""
    ) -> Finding:
        """As ``error``, for what a plan can live with."""
        return self.checked[table].finding(position, column, message, remedy, Severity.WARNING)


@dataclass(frozen=True)
class Rule:
    """A rule: its name, what it promises, the tables it needs sound, its check."""

    name: str
    promise: str
    tables: tuple[str, ...]
    check: Check


def needs(*tables: str) -> Callable[[Check], Rule]:
    """Make a rule of a function whose docstring says what it promises."""

    def make(check: Check) -> Rule:
        return Rule(check.__name__, (check.__doc__ or "").strip(), tables, check)

    return make
