"""Every value that names a row of another table names one that is there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from planner.errors import Finding
from planner.nearest import did_you_mean
from planner.place.checks.tables import CheckedTable
from planner.place.report import Report, shown
from planner.schema import Column

_SEARCHED = 1_000  # names that a suggestion is looked for among
_SUGGESTED = 40  # different names of one column that get a suggestion; looking is slow


def check_references(
    tables: Mapping[str, CheckedTable], readable: set[str], report: Report
) -> None:
    """Findings for references to rows that are not there.

    ``readable`` are the tables whose keys could be read at all; a reference to another
    one says nothing that its own error has not said.
    """
    for checked in tables.values():
        for column in checked.table.columns:
            if column.references and column.references.split(".")[0] in readable:
                _check_column(checked, column, tables, report)


def _check_column(
    checked: CheckedTable, column: Column, tables: Mapping[str, CheckedTable], report: Report
) -> None:
    other, name = column.references.split(".")
    if tables[other].texts and name not in tables[other].texts:  # its own error says so
        return
    known = set(tables[other].frame[name]) - {""}
    codes, uniques = pd.factorize(checked.frame[column.name].to_numpy(dtype=object))
    broken: dict[int, str] = {}
    for code, value in enumerate(uniques):
        lost = _lost(value, known)
        if lost:
            broken[code] = lost
    if not broken:
        return
    remedies: dict[str, str] = {}

    def make(position: int) -> Finding:
        lost = broken[codes[position]]
        if lost not in remedies:
            few = len(remedies) < _SUGGESTED
            remedies[lost] = _remedy(lost, known, column, other) if few else _plain_remedy(other)
        message = f"there is no {name} '{shown(lost)}' in the table {other}"
        return checked.finding(position, column.name, message, remedies[lost])

    positions = np.flatnonzero(np.isin(codes, list(broken)))
    report.at_positions(positions.tolist(), make, checked.table.name)


def _lost(value: Any, known: set[str]) -> str:
    """The first name in a cell that is not known; ``""`` where all are."""
    if isinstance(value, tuple):
        return next((item for item in value if item not in known), "")
    return "" if value == "" or value in known else value


def _remedy(lost: str, known: set[str], column: Column, other: str) -> str:
    parts = [part.strip() for part in lost.split(",")]
    if column.many and len(parts) > 1 and known.issuperset(parts):
        return "separate several values with semicolons"
    names = sorted(known)
    if len(names) > _SEARCHED:  # most slips keep the first letter and much of the length
        names.sort(key=lambda name: (name[:1] != lost[:1], abs(len(name) - len(lost))))
    return did_you_mean(lost, names[:_SEARCHED]) or _plain_remedy(other)


def _plain_remedy(other: str) -> str:
    return f"add it to {other}, or name one that is there"
