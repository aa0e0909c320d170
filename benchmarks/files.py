"""What commands read of public sets besides instances, and write besides solutions."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path


def published(path: Path, column: str) -> dict[str, float]:
    """Best known figure by instance; nothing where there is no such file."""
    if not path.is_file():
        return {}
    with path.open(newline="", encoding="utf-8") as file:
        return {row["instance"]: float(row[column]) for row in csv.DictReader(file)}


def write_rows(path: Path, head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A CSV file with a header."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)
