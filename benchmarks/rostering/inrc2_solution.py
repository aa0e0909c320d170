"""Write and read solutions in the competition's form: one file for each week.

The file of week w (from 0) is ``Sol-<dataset>-<number of its week file>-<w>.txt``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.rostering.inrc2 import Inrc2Instance
from benchmarks.rostering.inrc2_text import check_header, read_sections
from benchmarks.rostering.inrc2_types import WEEK_DAYS, Work
from benchmarks.rostering.text import Problems, known

#: What solvers add below the assignments of a week.
REMARKS = ("Viol:", "Cost:", "Time:")


def write_solution(
    folder: Path, instance: Inrc2Instance, roster: Mapping[str, Sequence[Work]]
) -> None:
    """Write a file for each week into ``folder``, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    for week, path in enumerate(_paths(folder, instance)):
        rows = [
            f"{name} {week_day} {work[0]} {work[1]}"
            for name in instance.scenario.nurses
            for week_day, work in zip(WEEK_DAYS, roster[name][7 * week :], strict=False)
            if work is not None
        ]
        head = ["SOLUTION", f"{week} {instance.scenario.name}", "", f"ASSIGNMENTS = {len(rows)}"]
        path.write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8")


def read_solution(folder: Path, instance: Inrc2Instance) -> dict[str, list[Work]]:
    """For each nurse the shift and skill of each day of the horizon, None on days off.

    Raises ``ValueError`` with every problem of the first malformed file, each with its
    line: among them a nurse who works twice on a day.
    """
    scenario = instance.scenario
    roster: dict[str, list[Work]] = {name: [None] * instance.days for name in scenario.nurses}
    for week, path in enumerate(_paths(folder, instance)):
        problems = Problems(path.name)
        parts = read_sections(path, ("SOLUTION", "ASSIGNMENTS"), problems, REMARKS)
        check_header(parts["SOLUTION"], scenario.name, problems)
        for line in parts["ASSIGNMENTS"].rows:
            with problems.at(line):
                words = line.text.split()
                if len(words) != 4:
                    raise ValueError(f"{len(words)} values where 4 are expected")
                nurse = known(words[0], "nurse", scenario.nurses)
                day = 7 * week + WEEK_DAYS.index(known(words[1], "day", WEEK_DAYS))
                shift = known(words[2], "shift", scenario.shifts)
                if roster[nurse][day] is not None:
                    raise ValueError(f"{nurse} works twice on {words[1]}")
                roster[nurse][day] = shift, known(words[3], "skill", scenario.skills)
        problems.raise_if_any()
    return roster


def _paths(folder: Path, instance: Inrc2Instance) -> list[Path]:
    return [
        folder / f"Sol-{instance.dataset}-{number}-{week}.txt"
        for week, number in enumerate(instance.week_files)
    ]
