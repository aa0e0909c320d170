"""Which change touched what, so that a fault of the result is laid at the right change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

import pandas as pd

from planner.errors import Finding
from planner.schema import BY_NAME, TABLES, Column, Kind

_FIRST_DATA_ROW = 2  # the heading is row 1

REFERRED: Mapping[str, frozenset[str]] = {
    table.name: frozenset(
        column.references.partition(".")[2]
        for other in TABLES
        for column in other.columns
        if column.references.partition(".")[0] == table.name
    )
    for table in TABLES
}
"""Table → the columns whose values other rows refer to."""


@dataclass(frozen=True)
class Touch:
    """What one change touched.

    Attributes
    ----------
    file, number : the scenario's file and the change's number.
    table : the table changed.
    rows : labels of the rows set, scaled or added.
    columns : the columns changed in them; empty: all.
    dropped : (column that others refer to, value) of the rows the change took away.
    """

    file: str
    number: int
    table: str
    rows: frozenset[int] = frozenset()
    columns: tuple[str, ...] = ()
    dropped: frozenset[tuple[str, str]] = frozenset()


@dataclass
class Trace:
    """The touches of all changes, in order."""

    touches: list[Touch] = field(default_factory=list)

    def add(self, touch: Touch) -> None:
        self.touches.append(touch)

    @property
    def files(self) -> list[str]:
        """The scenarios' files, each once, in order."""
        return list(dict.fromkeys(touch.file for touch in self.touches))

    def relocate(
        self, findings: Sequence[Finding], frames: Mapping[str, pd.DataFrame]
    ) -> list[Finding]:
        """The findings, laid at the last change that can have caused each.

        Findings of one change that say the same about the same column become
        one, which counts the rows. A finding that no change explains keeps its
        place in the table.

        Parameters
        ----------
        findings : of the changed place, by row of the changed tables.
        frames : table → its rows, in order, under the labels that touches use.
        """
        groups: dict[tuple[str, ...], list[Finding]] = {}
        for finding in findings:
            touch = self._cause(finding, frames)
            if touch is not None:
                part = f"change {touch.number}"
                finding = replace(finding, file=touch.file, part=part, sheet=_table(finding))
            same = (finding.file, finding.part, finding.sheet, finding.column, finding.message)
            groups.setdefault(same, []).append(finding)
        return [_one(group, frames) if group[0].part else group[0] for group in groups.values()]

    def _cause(self, finding: Finding, frames: Mapping[str, pd.DataFrame]) -> Touch | None:
        table = _table(finding)
        label = _label(finding, frames)
        for touch in reversed(self.touches):
            if touch.table == table and self._touches_cell(touch, label, finding.column):
                return touch
        for touch in reversed(self.touches):
            if self._took_away(touch, finding, table):
                return touch
        changes = {(touch.file, touch.number) for touch in self.touches}
        return self.touches[-1] if len(changes) == 1 else None  # it was sound before

    def _touches_cell(self, touch: Touch, label: int | None, column: str) -> bool:
        if label is not None and label not in touch.rows:
            return False
        return not touch.columns or not column or column in touch.columns

    def _took_away(self, touch: Touch, finding: Finding, table: str) -> bool:
        """Whether the change removed what the finding's cell refers to."""
        for column in _columns(table, finding.column):
            if column.kind is Kind.PERIOD and touch.table == "settings":
                return True
            target, _, key = column.references.partition(".")
            if touch.table == target and _names(touch.dropped, key, finding):
                return True
        return False


def _table(finding: Finding) -> str:
    return finding.sheet or PurePath(finding.file).stem


def _one(group: Sequence[Finding], frames: Mapping[str, pd.DataFrame]) -> Finding:
    """One finding for all of a group, which names the first row by its key."""
    first = group[0]
    table = first.sheet
    row = _row_name(first, frames)
    more = f" and {len(group) - 1:,} more" if len(group) > 1 else ""
    message = f"{first.message} (in {table}{row}{more})"
    return replace(first, message=message, sheet="", row=None)


def _row_name(finding: Finding, frames: Mapping[str, pd.DataFrame]) -> str:
    label = _label(finding, frames)
    if label is None:
        return ""
    cells = frames[_table(finding)].loc[label, list(BY_NAME[_table(finding)].key)]
    return ", " + ", ".join(f"{column} {value!r}" for column, value in cells.items())


def _label(finding: Finding, frames: Mapping[str, pd.DataFrame]) -> int | None:
    """The label of the finding's row; None where it has no row."""
    frame = frames.get(_table(finding))
    if finding.row is None or frame is None:
        return None
    position = finding.row - _FIRST_DATA_ROW
    return int(frame.index[position]) if 0 <= position < len(frame) else None


def _columns(table: str, name: str) -> Iterator[Column]:
    if table in BY_NAME and name in BY_NAME[table].column_names:
        yield BY_NAME[table].column(name)


def _names(dropped: frozenset[tuple[str, str]], key: str, finding: Finding) -> bool:
    """Whether a lost row's key is the finding's value; of a cell of several values, one of them."""
    values = {part.strip() for part in finding.value.split(";")}
    return any((key, value) in dropped for value in values)
