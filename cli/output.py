"""Where a command writes its plan to."""

from __future__ import annotations

from pathlib import Path

from planner.errors import PlaceplanError


def refuse_taken(folder: Path, overwrite: bool) -> None:
    """Say so before the search, not after it."""
    if not folder.is_dir() or not any(folder.iterdir()):
        return
    from planner.plan.store import is_plan

    if not is_plan(folder):
        raise PlaceplanError(f"{folder} is not empty and holds no plan; name another folder.")
    if not overwrite:
        raise PlaceplanError(
            f"{folder} already holds a plan; name another folder, or give --overwrite."
        )
