"""Small sound places on disk, to be spoilt by a test in one respect."""

from __future__ import annotations

import functools
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from planner.errors import Finding, InputError, Severity
from planner.place import check_place, place_from_frames, write_place
from tests.place.small import SETTINGS, frames, small_place


@functools.cache
def good_files(format: str) -> dict[str, bytes]:
    """The files of the small place."""
    with tempfile.TemporaryDirectory() as folder:
        path = write_place(small_place(), Path(folder) / "place", format)  # type: ignore[arg-type]
        files = [path] if path.is_file() else sorted(path.iterdir())
        return {file.name: file.read_bytes() for file in files}


def folder_with(folder: Path, changes: dict[str, bytes | str | None], format: str = "csv") -> Path:
    """The small place in ``folder`` with some files put in, replaced or (None) taken away."""
    for name, content in {**good_files(format), **changes}.items():
        if content is not None:
            data = content.encode() if isinstance(content, str) else content
            (folder / name).write_bytes(data)
    return folder


def csv_text(table: str) -> str:
    """The small place's CSV of a table."""
    return good_files("csv")[f"{table}.csv"].decode("utf-8-sig")


def findings_of(path: Path) -> list[Finding]:
    return check_place(path)[1]


def errors(findings: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity is Severity.ERROR]


def only(findings: Sequence[Finding]) -> Finding:
    """The one finding there should be."""
    assert len(findings) == 1, "\n".join(map(str, findings))
    return findings[0]


def with_rows(table: str, rows: Sequence[dict[str, Any]], **settings: Any) -> list[Finding]:
    """Findings of the small place with rows added to a table."""
    return findings_in({table: [*frames()[table], *rows]}, **settings)


def with_cells(table: str, position: int, **cells: Any) -> list[Finding]:
    """Findings of the small place with cells of one row changed."""
    rows = frames()[table]
    rows[position] = {**rows[position], **cells}
    return findings_in({table: rows})


def findings_in(changes: dict[str, Any], **settings: Any) -> list[Finding]:
    """Findings of the small place with whole tables replaced; errors and warnings."""
    changed = {name: rows for name, rows in {**frames(), **changes}.items() if rows is not None}
    with tempfile.TemporaryDirectory() as folder:
        try:
            place = place_from_frames({**SETTINGS.model_dump(), **settings}, changed, "made")
        except InputError as error:
            return list(error.findings)
        # A sound place keeps no warnings; they come back when it is read.
        found = findings_of(write_place(place, Path(folder) / "p", "csv"))
        return [f for f in found if f.severity is Severity.WARNING]
