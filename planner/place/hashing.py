"""The fingerprint of a table's content, the same whatever file it came from."""

from __future__ import annotations

import hashlib
import json

import pandas as pd

from planner.place.settings import Settings
from planner.schema import Column, Kind, Table

_CELL, _ITEM = "\x1f", "\x1e"  # no cell can hold them, so cells never run together


def hash_table(table: Table, frame: pd.DataFrame) -> str:
    """SHA-256 of the cells in the schema's column order, rows sorted by the key."""
    digest = hashlib.sha256(_CELL.join((table.name, *table.column_names)).encode())
    if frame.empty:
        return digest.hexdigest()
    columns = [_texts(column, frame[column.name]) for column in table.columns]
    rows = list(zip(*columns, strict=True))
    for cells in [rows[i] for i in _by_key(table, frame)]:
        digest.update(b"\n")
        digest.update(_CELL.join(cells).encode())
    return digest.hexdigest()


def _by_key(table: Table, frame: pd.DataFrame) -> list[int]:
    """Positions of the rows in the order of the key; rows that agree in it keep their order."""
    keys = [frame[name].tolist() for name in table.key]
    if all(type(value) is str for key in keys for value in key):  # much quicker than pandas
        whole = list(zip(*keys, strict=True))
        return sorted(range(len(whole)), key=whole.__getitem__)
    at = frame.reset_index(drop=True).sort_values(list(table.key), kind="stable").index
    return [int(i) for i in at]


def hash_settings(settings: Settings) -> str:
    """SHA-256 of the settings, defaults included."""
    return hashlib.sha256(
        json.dumps(settings.model_dump(mode="json"), sort_keys=True).encode()
    ).hexdigest()


def _texts(column: Column, values: pd.Series) -> list[str]:
    if column.many:
        return [_ITEM.join(map(repr, items)) for items in values]
    if column.kind in (Kind.NUMBER, Kind.SHARE):
        return ["" if value != value else repr(value) for value in values.tolist()]
    if column.kind is Kind.WHOLE:
        return ["" if value is pd.NA else str(value) for value in values.tolist()]
    return [str(value) for value in values.tolist()]
