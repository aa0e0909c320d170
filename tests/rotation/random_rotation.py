"""Rotations at random, small enough to try everything."""

from __future__ import annotations

from random import Random

import numpy as np

from solvers.rotation.problem import RotationProblem


def random_rotation(random: Random) -> RotationProblem:
    """Two or three people, four to six periods, two hosts, three or four placements."""
    people, hosts, placements = random.choice([2, 2, 3]), 2, random.choice([3, 4])
    periods, groups = random.choice([4, 5, 6]), random.choice([1, 2])
    length = np.array([random.choice([1, 1, 2]) for _ in range(placements)])
    group = np.array([k % groups for k in range(placements)])
    sizes = np.bincount(group, minlength=groups)
    required = np.array(
        [[random.randint(0, min(2, size)) for size in sizes.tolist()] for _ in range(people)]
    )
    before = np.zeros((placements, placements), bool)
    if random.random() < 0.5:
        before[placements - 1, 0] = True
    shape = (periods, hosts, placements)
    least = np.array([random.random() < 0.04 for _ in range(int(np.prod(shape)))]).reshape(shape)
    most = np.array([random.choice([1, 1, 2]) for _ in range(int(np.prod(shape)))]).reshape(shape)

    def some(chance: float, *size: int) -> np.ndarray:
        return np.array([random.random() < chance for _ in range(int(np.prod(size)))]).reshape(size)

    def numbers(low: int, high: int, *size: int) -> np.ndarray:
        drawn = [random.randint(low, high) for _ in range(int(np.prod(size)))]
        return np.array(drawn, np.int64).reshape(size)

    return RotationProblem(
        people=tuple(f"person {p}" for p in range(people)),
        hosts=tuple(f"host {h}" for h in range(hosts)),
        placements=tuple(f"placement {k}" for k in range(placements)),
        length=length,
        group=group,
        required=required,
        able=some(0.9, people, hosts, placements),
        present=some(0.9, people, periods),
        before=before,
        most_with_host=random.choice([1, 2, 3]),
        least=least.astype(np.int64),
        most=np.maximum(most, least),
        value=numbers(0, 9, people, hosts, placements),
        change=numbers(-4, 1, people),
        wait=numbers(-3, 1, people),
        worst=random.choice([0, 1, 1, 2]),
    )
