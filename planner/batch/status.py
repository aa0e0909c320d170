"""How far a batch is, and the run that somebody means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from planner.batch.cycle import shown_level
from planner.batch.folder import NOT_RUN, PLANNED, BatchFolder
from planner.errors import Finding, InputError, PlaceplanError
from planner.nearest import did_you_mean

_SHORT = 8  # digits of a run's name that are shown


@dataclass(frozen=True)
class Status:
    """``counts`` of rows by how they came out; ``without`` a plan: row, run, what it asks, how it
    came out and why; ``under_way`` are runs that a batch holds at this moment."""

    name: str
    stage: str
    total: int
    counts: dict[str, int]
    without: list[tuple[str, str, str, str, str]]
    under_way: int


def status_of(folder: BatchFolder) -> Status:
    """Where the batch stands.

    Raises
    ------
    InputError : the folder holds no batch.
    """
    index = folder.index()
    counts: dict[str, int] = {}
    without = []
    for position, row in enumerate(index["rows"], start=1):
        record = folder.record(row["run"])
        came_out = record.came_out if record else NOT_RUN
        counts[came_out] = counts.get(came_out, 0) + 1
        if record is not None and came_out != PLANNED:
            short = row["run"][:_SHORT]
            without.append((str(position), short, label_of(row), came_out, record.reason))
    wanted = {row["run"] for row in index["rows"]}
    return Status(
        index["name"],
        index["stage"],
        len(index["rows"]),
        counts,
        without,
        len(folder.held() & wanted),
    )


def label_of(row: dict[str, Any]) -> str:
    """What a row asks, in words."""
    return ", ".join(f"{axis} {shown_level(level)}" for axis, level in row["levels"].items())


def run_meant(folder: BatchFolder, word: str) -> str:
    """The name of the run that a row's number, a name or the beginning of one means.

    Raises
    ------
    PlaceplanError : none, or several.
    """
    rows = folder.index()["rows"]
    if word.isdecimal() and 1 <= int(word) <= len(rows):
        return str(rows[int(word) - 1]["run"])
    found = sorted({str(row["run"]) for row in rows if word and row["run"].startswith(word)})
    if len(found) == 1:
        return found[0]
    if found:
        raise PlaceplanError(f"{len(found)} runs begin with {word!r}; give more of the name.")
    message = f"there is no run {word!r}"
    remedy = did_you_mean(word, [row["run"][:_SHORT] for row in rows], listed=5)
    remedy = remedy or f"give a row from 1 to {len(rows)}, or the beginning of a run's name"
    raise InputError([Finding(message, remedy, str(folder.root))])
