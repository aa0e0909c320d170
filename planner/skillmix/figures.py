"""Every figure of a plan's tables against what its decisions make it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from planner.plan.differs import differs
from planner.plan.tables import BESIDE, TABLES
from planner.schema.column import Kind, Table
from solvers.skillmix.rules.base import TOLERANCE

#: No more than this many figures of one table are listed.
LISTED = 5


def wrong_figures(
    tables: Mapping[str, pd.DataFrame], again: Mapping[str, pd.DataFrame]
) -> list[str]:
    """Figures and words of the tables that differ from those made again, in words.

    Tables that decisions do not make (``BESIDE``) are left out.

    Parameters
    ----------
    tables : the plan's.
    again : the same tables made from the outcome and the baseline that were read from
        the plan's; where the plan is sound they say the same.
    """
    remade = [table for table in TABLES if table.name not in BESIDE]
    return [fault for table in remade for fault in _faults(table, tables, again)]


def _faults(
    table: Table, tables: Mapping[str, pd.DataFrame], again: Mapping[str, pd.DataFrame]
) -> list[str]:
    key = list(table.key)
    stated, made = tables[table.name], again[table.name]
    twice = stated[stated.duplicated(key)]
    if len(twice):
        return [f"{table.name}: {_row(twice.iloc[0], table)} is listed twice"]
    if not differs(table, stated, made, "the decisions"):  # as a rule: no keys need be found
        return []
    both = stated.merge(made, how="outer", on=key, suffixes=("", " again"), indicator=True)
    found = []
    for column in table.columns:
        if column.name in key:
            continue
        here, there = both[column.name], both[f"{column.name} again"]
        if column.kind is Kind.NUMBER:
            is_, should = here.fillna(0.0).to_numpy(float), there.fillna(0.0).to_numpy(float)
            off = np.abs(is_ - should) > TOLERANCE * np.maximum(1.0, np.abs(should))
        else:
            off = ((both["_merge"] == "both") & (here != there)).to_numpy(bool)
            is_, should = here.to_numpy(), there.to_numpy()
        found += [
            f"{table.name}: {_row(both.iloc[at], table)}: {column.name} is stated as "
            f"{_said(is_[at])}, the decisions make it {_said(should[at])}"
            for at in np.flatnonzero(off)[:LISTED]
        ]
    return found[:LISTED]


def _said(value: object) -> str:
    return f"{value:.6g}" if isinstance(value, float) else f"'{value}'"


def _row(row: pd.Series, table: Table) -> str:
    return ", ".join(str(row[name]) for name in table.key if row[name] != "")
