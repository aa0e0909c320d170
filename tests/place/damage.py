"""Damages a good place at random: cells, columns, rows, files, encodings, bytes.

``damaged(folder, random)`` writes one damaged copy of the small place and says what was
done. The same random state does the same damage.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

from tests.place.damage_files import BYTE_DAMAGE, folder_files, workbook_bytes
from tests.place.damage_tables import GRID_DAMAGE, Case, good_grids


def damaged(folder: Path, random: Random) -> tuple[Path, list[str]]:
    """Write a damaged place into an empty folder; where it is, and what was done."""
    grids = {name: [list(row) for row in grid] for name, grid in good_grids().items()}
    case = Case(random, grids, random.choice(("csv", "csv", "parquet", "xlsx")))
    for _ in range(random.choice((0, 1, 1, 1, 2, 3, 8))):
        random.choice(GRID_DAMAGE)(case)
    content = {"place.xlsx": workbook_bytes(case)} if case.format == "xlsx" else folder_files(case)
    for _ in range(random.choice((0, 0, 0, 1, 1, 2))):
        random.choice(BYTE_DAMAGE)(case, content)
    for name, data in content.items():
        (folder / name).write_bytes(data)
    whole = case.format == "xlsx" and "place.xlsx" in content and random.random() < 0.8
    return (folder / "place.xlsx" if whole else folder), [case.format, *case.done]
