"""Whether a table of a plan is exactly as ``planner.plan.tables`` states it."""

from __future__ import annotations

import io

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from planner.schema.column import Column, Kind, Table

_NUMBERS = (Kind.NUMBER, Kind.SHARE)


def arrow_schema(table: Table, *, blanks: bool = False) -> pa.Schema:
    """The columns on disk: numbers as float64, everything else as text; none of them blank
    unless ``blanks`` says that some may be."""
    return pa.schema(
        [
            pa.field(c.name, pa.float64() if c.kind in _NUMBERS else pa.string(), nullable=blanks)
            for c in table.columns
        ]
    )


def as_parquet(table: Table, frame: pd.DataFrame, *, blanks: bool = False) -> bytes:
    """The table as a Parquet file; a blank figure is null."""
    sink = io.BytesIO()
    schema = arrow_schema(table, blanks=blanks)
    content = pa.Table.from_pandas(frame, schema=schema, preserve_index=False)
    pq.write_table(content.replace_schema_metadata(None), sink, compression="zstd")
    return sink.getvalue()


def from_parquet(
    table: Table, content: bytes, *, blanks: bool = False
) -> tuple[pd.DataFrame | None, list[str]]:
    """The table in the content of a Parquet file, None where it is none, and what is wrong with
    it; ``blanks``: a figure may be NaN."""
    try:
        frame = pq.read_table(io.BytesIO(content)).to_pandas()
    except (pa.ArrowException, OSError, ValueError) as error:
        return None, [f"is not sound Parquet: {str(error).splitlines()[0]}"]
    return frame, faults(table, frame, blanks=blanks)


def faults(table: Table, frame: pd.DataFrame | None, *, blanks: bool = False) -> list[str]:
    """What is wrong with the table, one line each; empty if nothing is.

    Checked: columns and their order, dtypes (``float64``, text), no blank (NaN, infinity,
    None), choices, and that the key names each row once. ``blanks``: a figure may be NaN.
    """
    if frame is None:
        return [f"table '{table.name}' is missing"]
    if tuple(frame.columns) != table.column_names:
        return [_wrong_columns(table, frame)]
    wrong = [
        fault for c in table.columns if (fault := _column_fault(table, c, frame[c.name], blanks))
    ]
    if wrong:
        return wrong
    twice = frame.duplicated(list(table.key), keep=False)
    if twice.any():
        row = frame.loc[twice].iloc[0]
        key = ", ".join(f"{name} '{row[name]}'" for name in table.key)
        return [f"table '{table.name}': several rows stand for {key}"]
    return []


def _wrong_columns(table: Table, frame: pd.DataFrame) -> str:
    there = [str(name) for name in frame.columns]
    missing = [name for name in table.column_names if name not in there]
    unknown = [name for name in there if name not in table.column_names]
    parts = [f"missing: {', '.join(missing)}"] if missing else []
    parts += [f"unknown: {', '.join(unknown)}"] if unknown else []
    return f"table '{table.name}': wrong columns ({'; '.join(parts) or 'not in the stated order'})"


def _column_fault(table: Table, column: Column, values: pd.Series, blanks: bool) -> str:
    where = f"table '{table.name}', column '{column.name}'"
    if column.kind in _NUMBERS:
        if values.dtype != np.float64:
            return f"{where}: numbers must be float64, not {values.dtype}"
        figures = values.dropna() if blanks else values
        return "" if np.isfinite(figures.to_numpy()).all() else f"{where}: holds NaN or infinity"
    kinds = pd.api.types.infer_dtype(values, skipna=False)
    if isinstance(values.dtype, pd.CategoricalDtype) or kinds not in ("string", "empty"):
        return f"{where}: must be text throughout, not {kinds}"
    strange = sorted(set(values.unique()) - set(column.choices)) if column.choices else []
    return f"{where}: '{strange[0]}' is none of {', '.join(column.choices)}" if strange else ""
