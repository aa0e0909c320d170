"""Instances of the Second International Nurse Rostering Competition, all weeks at once.

What an instance holds; ``inrc2_text`` reads its files. Source: S. Ceschia, N. T. T. Dang,
P. De Causmaecker, S. Haspeslagh and A. Schaerf, Second International Nurse Rostering
Competition, problem description and rules (2015).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.rostering.inrc2_text import read_history, read_scenario, read_week
from benchmarks.rostering.inrc2_types import History, Need, Request, Scenario

INSTANCE = re.compile(r"(?P<dataset>.+)_(?P<history>\d+)_(?P<weeks>\d+(-\d+)*)")


@dataclass(frozen=True)
class Inrc2Instance:
    """A scenario, one history and one file of needs and requests for each week.

    ``needs`` holds every global day, shift and skill that the week files name; a day is
    counted from 0, the Monday of the first week. ``folder`` is where the files are and
    ``dataset`` what their names begin with.
    """

    name: str
    folder: Path
    dataset: str
    week_files: tuple[int, ...]
    scenario: Scenario
    history: Mapping[str, History]
    needs: Mapping[tuple[int, str, str], Need]
    requests: tuple[Request, ...]

    @property
    def days(self) -> int:
        return 7 * self.scenario.weeks


def read(folder: Path, instance_name: str) -> Inrc2Instance:
    """The instance such as ``n030w4_1_6-2-9-1``: history file 1, week files 6, 2, 9 and 1.

    ``folder`` holds the files, or a folder named after the dataset that does. Raises
    ``ValueError`` for a name of another form or weeks than the scenario's, and with every
    problem of the first malformed file, each with its line.
    """
    parts = INSTANCE.fullmatch(instance_name)
    if parts is None:
        raise ValueError(f"{instance_name!r} is not the name of an instance: n030w4_1_6-2-9-1 is")
    dataset = parts["dataset"]
    if (folder / dataset).is_dir():
        folder = folder / dataset
    week_files = tuple(int(number) for number in parts["weeks"].split("-"))
    scenario = read_scenario(folder / f"Sc-{dataset}.txt")
    if len(week_files) != scenario.weeks:
        raise ValueError(
            f"{instance_name} names {len(week_files)} weeks; {scenario.name} has {scenario.weeks}"
        )
    needs: dict[tuple[int, str, str], Need] = {}
    requests: list[Request] = []
    for week, number in enumerate(week_files):
        path = folder / f"WD-{dataset}-{number}.txt"
        of_week, asked = read_week(path, scenario, first_day=7 * week)
        needs |= of_week
        requests += asked
    history = read_history(folder / f"H0-{dataset}-{parts['history']}.txt", scenario)
    return Inrc2Instance(
        instance_name, folder, dataset, week_files, scenario, history, needs, tuple(requests)
    )
