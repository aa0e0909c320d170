"""Write and read rosters of one shift a day: CSV ``employee,day,shift``, no shift on days off."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

HEADER = ["employee", "day", "shift"]


def write_roster(path: Path, roster: Mapping[str, Sequence[str | None]]) -> None:
    """One row for each employee and day, days off included.

    Raises ``ValueError`` for what could not be read back: an employee without days.
    """
    empty = [name for name, line in roster.items() if not line]
    if empty:
        raise ValueError(f"no days to write for {', '.join(empty)}")
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(HEADER)
        for name, line in roster.items():
            rows.writerows([name, day, shift or ""] for day, shift in enumerate(line))


def read_roster(path: Path) -> dict[str, list[str | None]]:
    """For each employee the shift of each day, None on days off.

    Raises ``ValueError`` with the line that is wrong: another header, a row that has not
    three values, or days of an employee that do not go 0, 1, 2 and so on.
    """
    roster: dict[str, list[str | None]] = {}
    with path.open(newline="", encoding="utf-8-sig") as file:
        rows = csv.reader(file)
        header = next(rows, [])
        if header != HEADER:
            raise ValueError(f"{path.name}, line 1: the header must be {','.join(HEADER)}")
        for row in rows:
            at = f"{path.name}, line {rows.line_num}"
            if len(row) != len(HEADER):
                raise ValueError(f"{at}: {len(row)} values where {len(HEADER)} are expected")
            name, day, shift = row
            line = roster.setdefault(name, [])
            if day != str(len(line)):
                raise ValueError(f"{at}: day {day!r} of {name}, where day {len(line)} must follow")
            line.append(shift or None)
    return roster
