"""Read Medical Student Scheduling instances, MiniZinc data, and write and read their schedules.

Students attend disciplines in hospitals, each for ``Duration`` periods. Source: E. Zanazzo,
S. Ceschia, A. Dovier and A. Schaerf (2024), Solving the medical student scheduling problem
using simulated annealing.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from solvers.rotation.problem import HOME, Ints

SCALARS = (
    "Students",
    "Disciplines",
    "Hospitals",
    "Duration",
    "Horizon",
    "Groups",
    "MaxDiscPerHosp",
)
#: Every array, and the scalars that its axes go up to; weights have four.
ARRAYS: dict[str, tuple[str, ...]] = {
    "DiscGroup": ("Disciplines",),
    "StudDiscGroup": ("Students", "Groups"),
    "AllowedDisc": ("Students", "Disciplines"),
    "Precededby": ("Disciplines", "Disciplines"),
    "Availability": ("Students", "Horizon"),
    "Ability": ("Students", "Hospitals", "Disciplines"),
    "MaxPosHosp": ("Hospitals", "Disciplines", "Horizon"),
    "MinPosHosp": ("Hospitals", "Disciplines", "Horizon"),
    "WeightPref": ("Students", "4"),
    "PrefStudDisc": ("Students", "Disciplines"),
    "PrefStudHosp": ("Students", "Hospitals"),
    "ManPref": ("Disciplines",),
}
#: More than any set has: numbers of an array, and figures of a number.
MOST, DIGITS = 50_000_000, 6
#: The least that a number of an array may be where it is not nought; None where it may be any.
LEAST = {"DiscGroup": 1, "WeightPref": None}


@dataclass(frozen=True)
class MssInstance:
    """One instance: its scalars and arrays by the names of the set; groups count from 1."""

    scalars: dict[str, int]
    arrays: dict[str, Ints]

    def __getitem__(self, name: str) -> Ints:
        return self.arrays[name]


def read(path: Path) -> MssInstance:
    """Read an instance. Raises ``OSError``, or ``ValueError`` that says all that is wrong."""
    text = re.sub(r"%[^\n]*", "", path.read_text(encoding="utf-8", errors="replace"))
    given = {name: value.strip() for name, value in re.findall(r"(\w+)\s*=\s*([^;]*);", text)}
    wrong = [f"{name} is missing" for name in (*SCALARS, *ARRAYS) if name not in given]
    scalars, arrays = dict[str, int](), dict[str, Ints]()
    for name in (name for name in SCALARS if name in given):
        if re.fullmatch(r"[1-9][0-9]{0,5}", given[name], re.ASCII):
            scalars[name] = int(given[name])
        else:
            wrong.append(f"{name} must be a whole number from 1 on, not {given[name][:20]!r}")
    if len(scalars) == len(SCALARS):
        for name in (name for name in ARRAYS if name in given):
            try:
                arrays[name] = _array(name, given[name], scalars)
            except ValueError as problem:
                wrong.append(f"{name} {problem}")
    if (arrays.get("DiscGroup", np.zeros(0)) > scalars.get("Groups", 0)).any():
        wrong.append(f"DiscGroup must be from 1 to {scalars['Groups']}")
    if wrong:
        raise ValueError("\n".join(f"{path.name}: {each}" for each in wrong))
    return MssInstance(scalars, arrays)


def _array(name: str, text: str, scalars: dict[str, int]) -> Ints:
    """The numbers of an array in its shape. Raises ``ValueError`` that says what is wrong with it."""
    shape = tuple(int(axis) if axis.isdigit() else scalars[axis] for axis in ARRAYS[name])
    body = re.sub(r"array\dd\([^\[]*", "", text)
    values = re.findall(r"-?[0-9]+", body)
    if re.sub(r"[-0-9,|\[\]()\s]", "", body):
        raise ValueError("holds something other than whole numbers")
    if np.prod(shape, dtype=float) > MOST or len(values) != np.prod(shape):
        raise ValueError(f"has {len(values)} numbers, not {' x '.join(map(str, shape))}")
    if max(map(len, values)) > DIGITS:
        raise ValueError(f"holds numbers of more than {DIGITS} figures")
    array = np.array([int(v) for v in values], np.int64).reshape(shape)
    least = LEAST.get(name, 0)
    if least is not None and (array < least).any():
        raise ValueError(f"must not be below {least}")
    return array


def attended(instance: MssInstance, rotation: Ints) -> Ints:
    """(students, periods, hospitals, disciplines) of 0 and 1, from (students, periods) of hospital
    by discipline, ``HOME`` for none."""
    hospitals, disciplines = instance.scalars["Hospitals"], instance.scalars["Disciplines"]
    there = np.zeros((*rotation.shape, hospitals * disciplines), np.int64)
    student, period = np.nonzero(rotation != HOME)
    there[student, period, rotation[student, period]] = 1
    return there.reshape(*rotation.shape, hospitals, disciplines)


def write_schedule(path: Path, instance: MssInstance, rotation: Ints) -> None:
    """A list of 0 and 1, by student, period, hospital and discipline: whether attended."""
    flat = attended(instance, rotation).reshape(-1).tolist()
    path.write_text(json.dumps(flat) + "\n", encoding="utf-8")


def read_schedule(path: Path, instance: MssInstance) -> Ints:
    """(students, periods, hospitals, disciplines) whether attended. Raises ``ValueError``."""
    axes = ("Students", "Horizon", "Hospitals", "Disciplines")
    shape = tuple(instance.scalars[axis] for axis in axes)
    flat = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(flat, list) or len(flat) != np.prod(shape) or not set(flat) <= {0, 1}:
        raise ValueError(f"{path.name}: not a list of {np.prod(shape)} times 0 or 1")
    return np.array(flat, np.int64).reshape(shape)
