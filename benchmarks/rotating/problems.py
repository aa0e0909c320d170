"""Instances of the public sets as rotations to be found."""

from __future__ import annotations

import numpy as np

from benchmarks.rotating.mss import MssInstance
from solvers.rotation.problem import RotationProblem


def of_mss(instance: MssInstance) -> RotationProblem:
    """A hospital is a host, a discipline a placement; what precedes it must itself be attended."""
    students, disciplines = instance.scalars["Students"], instance.scalars["Disciplines"]
    weights = instance["WeightPref"]
    value = (
        (weights[:, 0, None] * instance["PrefStudDisc"])[:, None, :]
        + (weights[:, 1, None] * instance["PrefStudHosp"])[:, :, None]
        + instance["ManPref"]
    )
    able = (instance["Ability"] > 0) & (instance["AllowedDisc"] > 0)[:, None, :]
    return RotationProblem(
        people=tuple(f"student {s}" for s in range(students)),
        hosts=tuple(f"hospital {h}" for h in range(instance.scalars["Hospitals"])),
        placements=tuple(f"discipline {d}" for d in range(disciplines)),
        length=np.full(disciplines, instance.scalars["Duration"]),
        group=instance["DiscGroup"] - 1,
        required=instance["StudDiscGroup"],
        able=able,
        present=instance["Availability"] > 0,
        before=instance["Precededby"] > 0,
        most_with_host=instance.scalars["MaxDiscPerHosp"],
        least=instance["MinPosHosp"].transpose(2, 0, 1),
        most=instance["MaxPosHosp"].transpose(2, 0, 1),
        value=value,
        change=weights[:, 2],
        wait=weights[:, 3],
    )
