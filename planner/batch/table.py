"""The measures of every run of a batch: a row for each row of the cycle, in its order."""

from __future__ import annotations

import csv
import io
import math
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from planner.batch.cycle import shown_level
from planner.batch.folder import NOT_RUN, BatchFolder, RunRecord, writing
from planner.place.write import write_file
from planner.plan.text_cells import harmless

CSV, PARQUET = "table.csv", "table.parquet"
CLOCK = ("seconds", "memory_mb")
"""The last columns, which no two batches have alike; blank where runs are reproducible."""


def batch_table(folder: BatchFolder) -> pd.DataFrame:
    """The batch as a frame, ready for pandas.

    Columns: ``row``, ``run``, ``stage``, ``place``, one for each axis, ``seed``, ``came_out``,
    ``proven``, ``reason``; for each measure its value under its name, ``…_baseline``,
    ``…_bound`` and ``…_proven``; last ``seconds`` and ``memory_mb``. What a run has not is
    missing. An axis that is named like a measure has ``_level`` behind its name.

    Raises
    ------
    InputError : the folder holds no batch.
    """
    index = folder.index()
    records = {row["run"]: folder.record(row["run"]) for row in index["rows"]}
    measures = _measures(records.values())
    columns: dict[str, list[Any]] = {}
    for position, row in enumerate(index["rows"], start=1):
        record = records[row["run"]]
        cells = _cells(position, row, index["stage"], record, measures, index["reproducible"])
        for name, value in cells.items():
            columns.setdefault(name, []).append(value)
    return pd.DataFrame({name: _typed(values) for name, values in columns.items()})


def _measures(records: Any) -> list[str]:
    """The measures of all runs, as they first come up."""
    found: dict[str, None] = {}
    for record in records:
        if record is not None:
            found |= dict.fromkeys(str(measure["measure"]) for measure in record.measures)
    return list(found)


def _cells(
    position: int,
    row: dict[str, Any],
    stage: str,
    record: RunRecord | None,
    measures: list[str],
    reproducible: bool,
) -> dict[str, Any]:
    levels = dict(row["levels"])
    seed = levels.pop("seed")
    clash = {column(measure) + end for measure in measures for end in ("", *_ENDS)}
    cells: dict[str, Any] = {"row": position, "run": row["run"], "stage": stage}
    cells |= {f"{n}_level" if n in clash else n: level for n, level in levels.items()}
    cells["seed"] = seed
    cells["came_out"] = record.came_out if record else NOT_RUN
    cells["proven"] = record.proven if record else None
    cells["reason"] = " ".join(record.reason.split()) if record else ""
    own = {str(m["measure"]): m for m in record.measures} if record else {}
    for name in measures:
        measure = own.get(name, {})
        cells[column(name)] = _finite(measure.get("value"))
        for end in _ENDS:
            cells[column(name) + end] = _finite(measure.get(end[1:]))
    timed = record is not None and not reproducible
    cells["seconds"] = record.seconds.get("run") if timed and record else None
    cells["memory_mb"] = record.memory_mb if timed and record else None
    return cells


_ENDS = ("_baseline", "_bound", "_proven")


def column(measure: str) -> str:
    """What heads the column of a measure."""
    return measure.replace(" ", "_").replace(",", "")


def _finite(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _typed(values: list[Any]) -> pd.Series:
    """A column of one kind: yes/no, whole, number or text; what is missing stays so."""
    known = [value for value in values if value is not None]
    kinds = {type(value) for value in known}
    if not known:
        return pd.Series(values, dtype="Float64")
    if kinds == {bool}:
        return pd.Series(values, dtype="boolean")
    if kinds == {int}:
        return pd.Series(values, dtype="Int64")
    if kinds <= {int, float}:
        return pd.Series(values, dtype="Float64")
    return pd.Series([None if v is None else shown_level(v) for v in values], dtype="str")


def write_tables(folder: BatchFolder) -> tuple[Path, Path]:
    """Write ``table.csv`` and ``table.parquet``, each whole or not at all; where they are.

    Raises
    ------
    InputError : the folder holds no batch.
    PlaceplanError : they cannot be written.
    """
    frame = batch_table(folder)
    paths = folder.root / CSV, folder.root / PARQUET
    sink = io.BytesIO()
    arrow = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
    pq.write_table(arrow, sink, compression="zstd")
    with writing(folder.root):
        write_file(paths[0], csv_text(frame))
        write_file(paths[1], sink.getvalue())
    return paths


def csv_text(frame: pd.DataFrame) -> bytes:
    """The frame as CSV in UTF-8, with a byte-order mark where Excel needs one.

    No cell or heading starts a formula: one that would has an apostrophe before it.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([harmless(str(name)) for name in frame.columns])
    columns = [[_cell(value) for value in frame[name].tolist()] for name in frame.columns]
    writer.writerows(zip(*columns, strict=True))
    content = text.getvalue()
    return content.encode("utf-8" if content.isascii() else "utf-8-sig")


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return harmless(value)
    return "" if pd.isna(value) else value
