"""One table from text to typed columns: cells, keys, double counting."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd

from planner.errors import Finding, Severity
from planner.place.checks.cells import parser_of
from planner.place.checks.headings import match_headings
from planner.place.checks.numbers import CellProblem, Decimal, decimal_of
from planner.place.readers.raw import RawTable
from planner.place.report import Report, shown
from planner.schema import Column, Kind, Table

_FIGURES = (Kind.NUMBER, Kind.SHARE, Kind.WHOLE)


@dataclass
class CheckedTable:
    """A table with typed columns that still knows where each row stands.

    Attributes
    ----------
    frame : as ``Place.tables`` promises; cells with an error hold blanks.
    file, sheet, rows : where the table and each row of ``frame`` stand.
    texts : the cells' text by column, for messages.
    keyless : positions of rows with an error in a cell of the key.
    """

    table: Table
    frame: pd.DataFrame
    file: str
    sheet: str = ""
    rows: np.ndarray = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    texts: Mapping[str, np.ndarray] = field(default_factory=dict)
    keyless: set[int] = field(default_factory=set)

    def finding(
        self,
        position: int | None,
        column: str,
        message: str,
        remedy: str = "",
        severity: Severity = Severity.ERROR,
    ) -> Finding:
        """A finding at a row of ``frame`` (by position) and a column."""
        row, value = None, ""
        if position is not None:
            row = int(self.rows[position])
            value = shown(self.texts[column][position]) if column in self.texts else ""
        return Finding(message, remedy, self.file, self.sheet, row, column, value, severity)


def empty_table(table: Table, target: Finding) -> CheckedTable:
    """A table that the place does not have."""
    return CheckedTable(table, _without_rows(table.columns).copy(), target.file, target.sheet)


@functools.cache
def _without_rows(columns: tuple[Column, ...]) -> pd.DataFrame:
    """Made once: a place has few of all tables there are."""
    return _frame(columns, {c.name: np.empty(0, dtype=object) for c in columns}, 0)


def _frame(columns: Sequence[Column], values: Mapping[str, np.ndarray], rows: int) -> pd.DataFrame:
    """A frame of the types that ``Place.tables`` promises."""
    # One index for all, or pandas aligns every column with every other.
    index = pd.RangeIndex(rows)
    typed = {c.name: _typed(c, values[c.name]) for c in columns}
    series = {name: pd.Series(v, index=index, dtype=v.dtype) for name, v in typed.items()}
    return pd.DataFrame(series, index=index)


def check_table(
    raw: RawTable,
    table: Table,
    labels: Sequence[str] | None,
    report: Report,
    *,
    needed: bool,
) -> CheckedTable:
    """Read every cell of a table; every problem goes to ``report``.

    ``labels`` are the periods of the plan, or None where the settings are unsound:
    then periods are taken as they stand. ``needed``: the place must have rows of it.
    """
    texts = match_headings(raw, table, report)
    figures = (texts[c.name] for c in table.columns if c.kind in _FIGURES and c.name in texts)
    decimal = decimal_of(chain.from_iterable(figures) if raw.semicolons else (), raw.semicolons)
    checked = CheckedTable(table, pd.DataFrame(), raw.file, raw.sheet, raw.rows, texts)
    columns = {}
    for column in table.columns:
        if column.name in texts:
            values = _read_column(checked, column, decimal, labels, report)
        else:
            values = np.empty(len(raw.rows), dtype=object)
            values[:] = [blank_of(column)] * len(values)
        columns[column.name] = values
    checked.frame = _frame(table.columns, columns, len(raw.rows))
    if needed and not len(raw.rows):
        message = "the table has no rows; it needs at least one"
        report.add(checked.finding(None, "", message, f"each row is {table.row}"), table.name)
    _check_keys(checked, report)
    return checked


def _read_column(
    checked: CheckedTable,
    column: Column,
    decimal: Decimal,
    labels: Sequence[str] | None,
    report: Report,
) -> np.ndarray:
    """The column's values, objects; each different text is read once."""
    codes, uniques = pd.factorize(checked.texts[column.name])
    if column.kind is Kind.PERIOD and labels is None:
        labels = [str(text).strip() for text in uniques]
    parse = parser_of(column, decimal, labels or ())
    values = np.empty(len(uniques), dtype=object)
    problems: dict[int, CellProblem] = {}
    for code, text in enumerate(uniques):
        try:
            values[code] = parse(text) if text.strip() else blank_of(column)
            if column.required and _is_blank(values[code]):
                raise CellProblem("the cell is blank", f"needed: {column.meaning}")
        except CellProblem as problem:
            problems[code], values[code] = problem, blank_of(column)
    if problems:
        _tell_problems(checked, column, codes, problems, report)
    return values[codes]


def _is_blank(value: Any) -> bool:
    return value is None or value == "" or value == ()


def _tell_problems(
    checked: CheckedTable,
    column: Column,
    codes: np.ndarray,
    problems: Mapping[int, CellProblem],
    report: Report,
) -> None:
    def make(position: int) -> Finding:
        problem = problems[codes[position]]
        return checked.finding(position, column.name, problem.message, problem.remedy)

    positions = np.flatnonzero(np.isin(codes, list(problems))).tolist()
    report.at_positions(positions, make, checked.table.name)
    if column.name in checked.table.key:
        checked.keyless.update(positions)


def blank_of(column: Column) -> Any:
    """What a blank cell of the column means; None where it stays blank."""
    if column.default is not None:
        return column.default
    if column.many:
        return ()
    if column.kind in (Kind.IDENTIFIER, Kind.TEXT, Kind.CHOICE, Kind.PERIOD, Kind.TIME):
        return ""
    return False if column.kind is Kind.BOOLEAN and not column.required else None


def _typed(column: Column, values: np.ndarray) -> Any:
    """Values of the type ``Place.tables`` promises for the column."""
    if column.many or column.kind not in (*_FIGURES, Kind.BOOLEAN):
        return values
    if column.kind is Kind.WHOLE:
        return pd.array(values, dtype="Int64")
    if column.kind is Kind.BOOLEAN:
        return np.array([bool(value) for value in values], dtype=bool)
    return values.astype(float)


def _check_keys(checked: CheckedTable, report: Report) -> None:
    """Rows that agree in the key, and things counted under two owners.

    Rows whose key has an error are left out: they have been told already.
    """
    table, key = checked.table, list(checked.table.key)
    if not {name for name in key if table.column(name).required} <= set(checked.texts):
        return
    keys = [checked.frame[name].tolist() for name in key]
    all_text = all(type(value) is str for values in keys for value in values)
    if all_text and not table.counted_once and len(set(zip(*keys, strict=True))) == len(keys[0]):
        return  # much quicker than pandas, and what nearly every table is
    frame = checked.frame.drop(index=list(checked.keyless))
    if frame.empty:
        return
    repeated = frame.index[frame.duplicated(key, keep="first")]
    if len(repeated):
        first = _first_rows(frame, key)
        findings = (_repeated(checked, int(i), first) for i in repeated)
        report.extend(findings, table.name)
    if table.counted_once and set(table.counted_once[:1]) != set(key):
        report.extend(_double_counted(checked, frame), table.name)


def _first_rows(frame: pd.DataFrame, key: list[str]) -> np.ndarray:
    """For each position, the position of the first row with the same key."""
    groups = frame.groupby(key, sort=False, dropna=False).ngroup().to_numpy()
    firsts: dict[int, int] = {}
    result = {}
    for position, group in zip(frame.index, groups, strict=True):
        result[position] = firsts.setdefault(int(group), int(position))
    return np.array([result.get(i, i) for i in range(int(frame.index[-1]) + 1)])


def _repeated(checked: CheckedTable, position: int, first: np.ndarray) -> Finding:
    """Double counting, where the owner differs; else a row that stands twice."""
    table, frame = checked.table, checked.frame
    earlier = int(first[position])
    if table.counted_once:
        owner = table.counted_once[1]
        mine, theirs = frame[owner][position], frame[owner][earlier]
        if mine != theirs:
            return _counted_twice(checked, position, earlier)
    names = " and ".join(table.key)
    message = f"row {checked.rows[earlier]} has the same {names}"
    remedy = "delete one of the two rows, or tell them apart"
    return checked.finding(position, table.key[0], message, remedy)


def _counted_twice(checked: CheckedTable, position: int, earlier: int) -> Finding:
    thing, owner = checked.table.counted_once or ("", "")
    frame = checked.frame
    message = (
        f"{thing} '{shown(frame[thing][position])}' is counted twice: "
        f"under '{shown(frame[owner][earlier])}' in row {checked.rows[earlier]} and "
        f"under '{shown(frame[owner][position])}' here"
    )
    remedy = f"keep the row of the {owner} that employs, or give each its own {thing}"
    return checked.finding(position, thing, message, remedy)


def _double_counted(checked: CheckedTable, frame: pd.DataFrame) -> Iterator[Finding]:
    """Rows of one thing under two owners, in a table whose key is wider than the thing."""
    thing, owner = checked.table.counted_once or ("", "")
    seen: dict[str, int] = {}
    for position in frame.index:
        earlier = seen.setdefault(frame[thing][position], int(position))
        if frame[owner][earlier] != frame[owner][position]:
            yield _counted_twice(checked, int(position), earlier)
