"""Which rows a change means, and what it does to them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from planner.nearest import did_you_mean
from planner.scenario.cells import SCALABLE, blank, is_blank
from planner.scenario.scenario import Findings, shown
from planner.schema import Column, Kind, Table

_MOST_COMPARED = 5000  # values looked through for the nearest
_MOST_LISTED = 5


def rows_meant(
    frame: pd.DataFrame, table: Table, where: Mapping[str, tuple[Any, ...]], findings: Findings
) -> np.ndarray:
    """Mask over the frame's rows: those that hold a wanted value in every column of ``where``.

    Finding no row, or a wanted value that stands in no row, is an error that
    names the nearest values.
    """
    meant = np.ones(len(frame), dtype=bool)
    masks: dict[str, np.ndarray] = {}
    before = len(findings.found)
    for name, wanted in where.items():
        column = table.column(name)
        masks[name] = np.zeros(len(frame), dtype=bool)
        for value in wanted:
            holds = _holds(frame[name], column, value)
            masks[name] |= holds
            if not holds.any():
                _report_absent(frame[name], column, value, table, findings)
        meant &= masks[name]
    if not meant.any() and len(findings.found) == before:
        _report_none(frame, table, where, masks, findings)
    return meant


def set_cells(frame: pd.DataFrame, meant: np.ndarray, values: Mapping[str, Any]) -> None:
    """Put the values into the rows meant, in place."""
    for name, value in values.items():
        if isinstance(value, tuple) or value is None:
            cells = np.empty(int(meant.sum()), dtype=object)
            cells[:] = [value] * len(cells)
            frame.loc[meant, name] = pd.Series(cells, index=frame.index[meant], dtype=object)
        else:
            frame.loc[meant, name] = value


def scale_cells(
    frame: pd.DataFrame,
    meant: np.ndarray,
    factors: Mapping[str, float],
    table: Table,
    findings: Findings,
) -> None:
    """Multiply the rows meant, in place. Blank cells stay blank."""
    for name, factor in factors.items():
        column = table.column(name)
        assert column.kind in SCALABLE
        cells = frame[name].astype("float64").to_numpy()[meant] * factor
        if len(cells) and np.isnan(cells).all():
            findings.error(
                f"{name} is blank in every row meant, so there is nothing to scale",
                "use set",
                column=name,
            )
        elif column.kind is Kind.WHOLE:
            _scale_whole(frame, meant, name, cells, findings)
        else:
            frame.loc[meant, name] = cells


def _scale_whole(
    frame: pd.DataFrame, meant: np.ndarray, name: str, cells: np.ndarray, findings: Findings
) -> None:
    known = cells[~np.isnan(cells)]
    whole = np.round(known)
    broken = ~np.isclose(known, whole, rtol=0, atol=1e-9)
    if broken.any():
        findings.error(
            f"{name} is a whole number, and scaling makes it a fraction",
            "use set",
            column=name,
            value=f"{known[broken][0]:g}",
        )
        return
    frame.loc[meant, name] = pd.array(np.round(cells), dtype="Float64").astype("Int64")


def added(frame: pd.DataFrame, table: Table, rows: tuple[Mapping[str, Any], ...]) -> pd.DataFrame:
    """The frame with the rows behind it; a column a row leaves out is blank there.

    The new rows' labels follow the highest label of the frame.
    """
    first = int(frame.index.max()) + 1 if len(frame) else 0
    columns = {}
    for column in table.columns:
        cells = np.empty(len(rows), dtype=object)
        cells[:] = [row.get(column.name, blank(column)) for row in rows]
        columns[column.name] = pd.Series(cells, dtype=object).astype(frame[column.name].dtype)
    new = pd.DataFrame(columns)
    new.index = pd.RangeIndex(first, first + len(rows))
    return pd.concat([frame, new]) if len(frame) else new


def _holds(series: pd.Series, column: Column, value: Any) -> np.ndarray:
    """Mask of the cells that hold the value; a blank value means a blank cell."""
    if column.many:
        if is_blank(value):
            return np.array([not cell for cell in series], dtype=bool)
        return np.array([value in cell for cell in series], dtype=bool)
    if column.kind in SCALABLE:
        cells = series.astype("float64").to_numpy()
        return np.isnan(cells) if is_blank(value) else cells == float(value)
    if is_blank(value):
        return np.array([is_blank(cell) for cell in series], dtype=bool)
    return (series == value).to_numpy(dtype=bool)


def _report_absent(
    series: pd.Series, column: Column, value: Any, table: Table, findings: Findings
) -> None:
    if is_blank(value):
        findings.error(f"no row of {table.name} leaves it blank", column=column.name)
        return
    findings.error(
        f"no row of {table.name} has this value",
        _nearest_values(series, column, value),
        column=column.name,
        value=value,
    )


def _nearest_values(series: pd.Series, column: Column, value: Any) -> str:
    if column.many:
        known = sorted({part for cell in series for part in cell})
    else:
        known = [cell for cell in series.drop_duplicates() if not _missing(cell)]
    if not known:
        return "the column is blank throughout"
    if column.kind in SCALABLE:
        near = sorted(known, key=lambda cell: abs(float(cell) - float(value)))[:3]
        return f"the nearest are {', '.join(f'{float(cell):g}' for cell in near)}"
    return did_you_mean(str(value), map(str, known[:_MOST_COMPARED]))


def _missing(cell: Any) -> bool:
    return cell is pd.NA or is_blank(cell)


def _report_none(
    frame: pd.DataFrame,
    table: Table,
    where: Mapping[str, tuple[Any, ...]],
    masks: Mapping[str, np.ndarray],
    findings: Findings,
) -> None:
    if not len(frame):
        findings.error(f"{table.name} has no rows to change", "add some first")
        return
    wanted = " and ".join(f"{name} {_alternatives(values)}" for name, values in where.items())
    findings.error(f"no row of {table.name} has {wanted} together", _near_miss(frame, table, masks))


def _alternatives(values: tuple[Any, ...]) -> str:
    words = [repr(shown(value)) for value in values[:_MOST_LISTED]]
    more = ", …" if len(values) > _MOST_LISTED else ""
    return " or ".join(words) + more


def _near_miss(frame: pd.DataFrame, table: Table, masks: Mapping[str, np.ndarray]) -> str:
    """Which values the last column that rules every row out has, among the rows left."""
    for name in reversed(list(masks)):
        others = [mask for other, mask in masks.items() if other != name]
        left = np.logical_and.reduce(others)
        if left.any() and not table.column(name).many:
            known = [shown(cell) for cell in frame.loc[left, name].drop_duplicates()]
            more = ", …" if len(known) > _MOST_LISTED else ""
            return f"with the rest as given, {name} is {', '.join(known[:_MOST_LISTED])}{more}"
    return "check the values of where"
