"""Batch runs of a planning cycle: places × scenarios × policies × seeds, described in one file.

Names load when they are first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from planner.batch.cycle import read_cycle
    from planner.batch.folder import BatchFolder
    from planner.batch.loop import run_batch
    from planner.batch.table import batch_table, write_tables

_HOMES = {
    "BatchFolder": "folder",
    "batch_table": "table",
    "read_cycle": "cycle",
    "run_batch": "loop",
    "write_tables": "table",
}

__all__ = ["BatchFolder", "batch_table", "read_cycle", "run_batch", "write_tables"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
